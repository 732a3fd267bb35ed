"""The formula for one cone and a subspace, at the product of the two cones and codimension d."""

from lqtheory import Proof, Step
from lqtheory.proof import apply, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cones_often_meet import THEOREM, D, mean, size

d, K = D.symbols

PROOF = Proof(
    "cones_often_meet",
    steps=[
        Step("room", Relation(mean, "<", size), lemma("volume_mean_below_dimension", K=K)),
        Step("product", THEOREM.claim, apply("subspace_is_often_met", {"K": K, "m": d}), ["room"]),
    ],
)
