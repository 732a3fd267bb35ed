r"""**When the relative rule is optimal**: the quotient of optimal and relative counts, row by row.

One relative tolerance for every row asks for counts proportional to s_{q,p}(w_i), whatever the size of the row; the
optimal counts are proportional to a_i^{q/p} ||w_i||_q^q. The two rules give the same counts for all rows if and only
if their quotient, which this identity states, is the same for all rows: a_i^{q/p} ||w_i||_p^q proportional to
(||w_i||_q/||w_i||_p)^{q^2/(p-q)}. The relative rule is the dossier's reconstruction of the paper's neuron-level rule.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity, lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 1.5)),
    p=Real("q", typical=("q+0.1", "q+2")),
    a=Real(0, typical=(0.1, 10)),
    w=Vector("n", nonzero=True),
)
n, q, p, a, w = D.symbols

THEOREM = Theorem(
    name="optimal_against_relative_counts",
    title="Optimal counts against those of one relative tolerance (reconstructed rule)",
    id="lq.alloc.bound",
    statement="For nonzero w in R^n, 0 < q < p and a > 0, the optimal count a^(q/p) ||w||_q^q is the relative count "
    "s_{q,p}(w) times a^(q/p) ||w||_p^q (||w||_q/||w||_p)^(-q^2/(p-q)).",
    domain=D,
    claim=Equal(
        a ** (q / p) * lq_norm(w, q) ** q,
        effective_sparsity(w, q, p)
        * a ** (q / p)
        * lq_norm(w, p) ** q
        * (lq_norm(w, q) / lq_norm(w, p)) ** (-(q**2) / (p - q)),
    ),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
    notes="The relative rule is a reconstruction of the paper's rule (its abstract was read). The dossier has p = 2.",
)
