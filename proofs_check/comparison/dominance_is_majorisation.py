"""The largest k shares are what the tail leaves of 1."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.comparison.dominance_is_majorisation import THEOREM

PROOF = Proof(
    "dominance_is_majorisation",
    steps=[
        Step(
            "heads",
            THEOREM.claim,
            cited(
                Source("marshall_olkin_arnold_2011", "equation 1.A.(2)"),
                "shares add up to 1, so the sum of the k largest is 1 minus the tail over the whole",
            ),
        ),
    ],
)
