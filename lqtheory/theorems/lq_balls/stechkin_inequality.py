r"""**Stechkin's inequality**: the l_q quasi-norm bounds the best k-term error in l_p, free of the dimension.

sigma_k(x)_p <= C_{q,p} k^{1/p-1/q} ||x||_q with C_{q,p} = [a^a (1-a)^{1-a}]^{1/q}, a = q/p. C_{1,2} = 1/2. The
constant is the best one that works for all n: a vector that is flat on t* = kp/(p-q) entries attains equality
whenever t* is an integer not above n.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.quantities.worst_case import worst_case_argmax
from lqtheory.symbols import best_k_term_error, lq_norm

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n"),
)
n, k, q, p, x = D.symbols
c = ((q / p) ** (q / p) * (1 - q / p) ** (1 - q / p)) ** (1 / q)

THEOREM = Theorem(
    name="stechkin_inequality",
    title="Stechkin's inequality",
    id="lq.stechkin",
    provenance="read",
    statement=(
        "For x in R^n and 0 < q < p, keeping k terms leaves an l_p error of at most c k^(1/p-1/q) times the l_q norm."
    ),
    domain=D,
    claim=AtMost(best_k_term_error(x, k, p), c * k ** (1 / p - 1 / q) * lq_norm(x, q)),
    extremal=lambda n, k, q, p: flat(n, worst_case_argmax(k, n, q, p)),
    sharp_at=({"n": 10, "k": 5, "q": 1, "p": 2}, {"n": 15, "k": 5, "q": 1, "p": 1.5}),
    source=Source("foucart_rauhut_2013", "Theorem 2.5"),
    notes="Read as a quotation in a secondary text; the proof is the dossier's.",
)
