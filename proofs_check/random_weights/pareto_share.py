"""Both integrals vanish at T = a and are compared by their derivatives; the last line is a law of exponents."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.pareto_share import THEOREM, D

_, _, _, T = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "pareto_share",
    steps=[
        Step("kept", claims[0], lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
        Step("mass", claims[1], lemma("equal_derivatives", left=claims[1].lhs, right=claims[1].rhs, variable=T)),
        Step("all", THEOREM.claim, chain(), ["kept", "mass"]),
    ],
)
