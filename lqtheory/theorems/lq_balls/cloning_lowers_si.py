r"""**Cloning lowers SI by a known factor**: SI_q(|x|, |x|) = 2^{1-1/q} SI_q(x), 0 < q < 1.

Equivalently the effective sparsity s_{q,1} = SI^{q/(q-1)} doubles: SI counts entries in use, not their fraction.
So it fails axiom D4 of Hurley and Rickard (2009). An identity.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import clone, si

D = Domain(n=Integer(1, typical=(1, 16)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="cloning_lowers_si",
    title="Cloning lowers SI by a known factor",
    id="lq.axioms.d4.si",
    statement="For nonzero x in R^n and 0 < q < 1, writing all entries down twice multiplies SI_q by 2^(1-1/q).",
    domain=D,
    claim=Equal(si(clone(x), q), 2 ** (1 - 1 / q) * si(x, q)),
    source=Source("lqtheory_dossier", "lq.axioms"),
)
