"""The means of arithmetic and geometry: what the right side has more is a square."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.limit_of_mask_floor import THEOREM, D

g, r, t = D.symbols
(goal,) = THEOREM.relations
rest = g * (t * (1 / g - 1 + r) - r / t) ** 2 / 8

PROOF = Proof(
    "limit_of_mask_floor",
    steps=[
        Step("square", Relation(goal.lhs, "<=", goal.lhs + rest), sign()),
        Step("claim", THEOREM.claim, chain(), ["square"]),
    ],
)
