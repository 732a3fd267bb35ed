r"""**Scale invariance (axiom D2)**: the Gini, Hoyer, SI and PQ indices of c x are those of x, for c > 0.

Axiom D2 of Hurley and Rickard (2009) for all four indices, for every 0 < p < q and 0 < r < 1. They see magnitudes
only, so negative factors change nothing either. Identities.
"""

from lqtheory import Claim, Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import gini, hoyer, pqi, si

D = Domain(
    n=Integer(2, typical=(2, 24)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    r=Real(0, 1, typical=(0.2, 1)),
    c=Real(0, typical=(0, 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, r, c, x = D.symbols

THEOREM = Theorem(
    name="indices_are_scale_invariant",
    title="Scale invariance of the sparsity indices (axiom D2)",
    id="lq.axioms.d2",
    statement="For nonzero x in R^n, n >= 2, and c > 0 the Gini index, Hoyer's index, SI_r with 0 < r < 1 and the "
    "PQ index "
    "with 0 < p < q are the same at c x as at x.",
    domain=D,
    claim=Claim(
        then=[
            *Equal(gini(c * x), gini(x)).then,
            *Equal(hoyer(c * x), hoyer(x)).then,
            *Equal(si(c * x, r), si(x, r)).then,
            *Equal(pqi(c * x, p, q), pqi(x, p, q)).then,
        ]
    ),
    source=Source("hurley_rickard_2009", "axiom D2"),
    provenance="derived",
)
