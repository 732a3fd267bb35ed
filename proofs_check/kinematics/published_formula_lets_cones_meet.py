"""The formula for one cone and a subspace, at the product of the two cones and codimension d."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.kinematics.published_formula_lets_cones_meet import THEOREM, D

d, K, eta = D.symbols

PROOF = Proof(
    "published_formula_lets_cones_meet",
    steps=[Step("product", THEOREM.claim, apply("published_formula_meets_often", {"K": K, "m": d}))],
)
