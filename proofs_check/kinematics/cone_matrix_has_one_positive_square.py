"""Multiplied out; the signs are those of the factors."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_matrix_has_one_positive_square import THEOREM, D

e, h, X = D.symbols
same, positive, negative = THEOREM.relations

PROOF = Proof(
    "cone_matrix_has_one_positive_square",
    steps=[
        Step("product", Relation(0, "<", 2 * e * h), sign()),
        Step("negative", negative, sign()),
        Step("claim", THEOREM.claim, chain(), ["product", "negative"]),
    ],
)
