"""All sides vanish at T = 0 and have the same derivative in T."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.cauchy_truncated_moment import THEOREM, D

(T,) = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "cauchy_truncated_moment",
    steps=[
        Step("fraction", claims[0], lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
        Step("mass", claims[1], lemma("equal_derivatives", left=claims[1].lhs, right=claims[1].rhs, variable=T)),
        Step("all", THEOREM.claim, chain(), ["fraction", "mass"]),
    ],
)
