"""Both sides vanish at T = 0 and have the same derivative in T."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.random_weights.laplace_is_generalised_gaussian import THEOREM, D

_, _, T = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "laplace_is_generalised_gaussian",
    steps=[
        Step("equal", THEOREM.claim, lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
    ],
)
