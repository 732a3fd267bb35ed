"""N(s) - N_M is a weighted mean of shares between 0 and 1."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.kinematics.cone_width_within_one_of_count import THEOREM

MEAN = Source("hardy_littlewood_polya_1952", "Theorem 1 (a mean lies between the least and the largest)")

PROOF = Proof(
    "cone_width_within_one_of_count",
    steps=[
        Step(
            "above",
            THEOREM.relations[0],
            cited(
                MEAN, "N(s) - N_M is the mean of s/(s+lambda_i) with weights lambda_i^2 y_i^2/(s+lambda_i)^2: at most 1"
            ),
        ),
        Step("below", THEOREM.relations[1], cited(MEAN, "the same mean is at least 0")),
        Step("claim", THEOREM.claim, chain(), ["above", "below"]),
    ],
)
