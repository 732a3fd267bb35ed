"""The formula for one cone and a subspace, at the product of the two cones and codimension d."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.kinematics.published_formula_keeps_cones_apart import THEOREM, D

d, K, eta = D.symbols

PROOF = Proof(
    "published_formula_keeps_cones_apart",
    steps=[Step("product", THEOREM.claim, apply("published_formula_meets_rarely", {"K": K, "m": d}))],
)
