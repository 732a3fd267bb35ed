"""Both bounds are the source's; the second one only has to be read for the l_1 norm, where sup |df|^2 = d."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_dimension_below_curve import THEOREM, D, curve, delta

d, s = D.symbols
BELOW = "the polar of a descent cone is the cone over the subdifferential, and E min <= min E"
ERROR = "the error of min E for a norm f at x is at most 2 sup|df| / f(x/|x|)"
PAPER = "amelunxen_lotz_mccoy_tropp_2014"
published = 2 * sp.sqrt(d / s)  # the norm of the signs is sqrt(d), and f = sqrt(s) at the flat unit vector

PROOF = Proof(
    "l1_dimension_below_curve",
    steps=[
        Step("below", Relation(delta, "<=", curve), cited(Source(PAPER, "Proposition 4.1"), BELOW)),
        Step("error", Relation(curve - delta, "<=", published), cited(Source(PAPER, "Theorem 4.3"), ERROR)),
        Step("claim", THEOREM.claim, chain(), ["below", "error"]),
    ],
)
