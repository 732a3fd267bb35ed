"""One value is minus a square sum, the other a sum of positive terms."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sublevel_set_on_the_boundary import THEOREM, D

X, B, t = D.symbols
first, second = THEOREM.relations
value = -(B**2) * (X + 2 * B**2) / (B**2 + X) ** 2

PROOF = Proof(
    "sublevel_set_on_the_boundary",
    steps=[
        Step("same", Relation(first.lhs, "=", value), identity()),
        Step("sign", Relation(value, "<=", 0), sign()),
        Step("other", second, sign()),
        Step("claim", THEOREM.claim, chain(), ["same", "sign", "other"]),
    ],
)
