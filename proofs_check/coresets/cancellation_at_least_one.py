"""Sums of magnitudes are nonnegative."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, sign
from lqtheory.theorems.coresets.cancellation_at_least_one import THEOREM

first, second = THEOREM.relations

PROOF = Proof(
    "cancellation_at_least_one",
    steps=[
        Step("first", first, sign()),
        Step("second", second, sign()),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
