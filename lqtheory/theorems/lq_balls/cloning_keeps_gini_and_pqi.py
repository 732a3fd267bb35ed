r"""**Cloning (axiom D4)**: the Gini index and the PQ index of (|x|, |x|) are those of x.

Axiom D4 of Hurley and Rickard (2009), for every 0 < p < q. Hoyer's index and SI fail it (:mod:`cloning_keeps_hoyer`,
:mod:`cloning_keeps_si`). Identities.
"""

from lqtheory import Claim, Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import clone, gini, pqi

D = Domain(
    n=Integer(1, typical=(1, 16)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, x = D.symbols

THEOREM = Theorem(
    name="cloning_keeps_gini_and_pqi",
    title="Cloning keeps the Gini and PQ indices (axiom D4)",
    id="lq.axioms.d4",
    statement="For nonzero x in R^n and 0 < p < q, writing all entries down twice changes neither the Gini index "
    "nor the PQ "
    "index.",
    domain=D,
    claim=Claim(then=[*Equal(gini(clone(x)), gini(x)).then, *Equal(pqi(clone(x), p, q), pqi(x, p, q)).then]),
    source=Source("hurley_rickard_2009", "axiom D4"),
    provenance="derived",
)
