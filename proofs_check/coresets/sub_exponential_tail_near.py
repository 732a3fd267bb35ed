"""The exponent at r exceeds the least one by a square."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, sign
from lqtheory.theorems.coresets.sub_exponential_tail_near import THEOREM

allowed, least = THEOREM.relations

PROOF = Proof(
    "sub_exponential_tail_near",
    steps=[
        Step("allowed", allowed, sign()),
        Step("least", least, sign()),
        Step("claim", THEOREM.claim, chain(), ["allowed", "least"]),
    ],
)
