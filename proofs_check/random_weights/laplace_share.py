"""All sides vanish at t = 0 and have the same derivative in t."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.laplace_share import THEOREM, D

t, _ = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "laplace_share",
    steps=[
        Step("kept", claims[0], lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=t)),
        Step("mass", claims[1], lemma("equal_derivatives", left=claims[1].lhs, right=claims[1].rhs, variable=t)),
        Step("share", claims[2], lemma("equal_derivatives", left=claims[2].lhs, right=claims[2].rhs, variable=t)),
        Step("all", THEOREM.claim, chain(), ["kept", "mass", "share"]),
    ],
)
