"""All sides vanish at g = 0 and have the same derivative in g."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.uniform_share import THEOREM, D

_, _, g = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "uniform_share",
    steps=[
        Step("fraction", claims[0], lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=g)),
        Step("share", claims[1], lemma("equal_derivatives", left=claims[1].lhs, right=claims[1].rhs, variable=g)),
        Step("all", THEOREM.claim, chain(), ["fraction", "share"]),
    ],
)
