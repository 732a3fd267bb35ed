"""Multiplied out; the signs are those of the factors."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_matrix_has_one_positive_square import THEOREM, D

e, h, X = D.symbols
same, positive, negative = THEOREM.relations

PROOF = Proof(
    "cone_matrix_has_one_positive_square",
    steps=[
        Step("same", same, identity()),
        Step("product", Relation(0, "<", 2 * e * h), sign()),
        Step("negative", negative, sign()),
        Step("claim", THEOREM.claim, chain(), ["same", "product", "negative"]),
    ],
)
