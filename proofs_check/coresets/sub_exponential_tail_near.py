"""Arithmetic."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, sign
from lqtheory.theorems.coresets.sub_exponential_tail_near import THEOREM

allowed, exponent = THEOREM.relations

PROOF = Proof(
    "sub_exponential_tail_near",
    steps=[
        Step("allowed", allowed, sign()),
        Step("exponent", exponent, identity()),
        Step("claim", THEOREM.claim, chain(), ["allowed", "exponent"]),
    ],
)
