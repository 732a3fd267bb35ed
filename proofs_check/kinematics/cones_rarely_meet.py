"""The formula for one cone and a subspace, at the product of the two cones and codimension d."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.kinematics.cones_rarely_meet import THEOREM, D

d, K = D.symbols

PROOF = Proof(
    "cones_rarely_meet", steps=[Step("product", THEOREM.claim, apply("subspace_is_rarely_met", {"K": K, "m": d}))]
)
