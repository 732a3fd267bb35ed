"""The terms of the equation for s are at most s y_i^2, and the terms of N rise with s."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.kinematics.local_width_at_most_count import THEOREM

PROOF = Proof(
    "local_width_at_most_count",
    steps=[
        Step(
            "levels",
            THEOREM.relations[0],
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "2 epsilon = sum y_i^2 lambda_i s/(lambda_i + s) <= s |y|^2, term by term",
            ),
        ),
        Step(
            "counts",
            THEOREM.relations[1],
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "each s/(lambda_i + s) rises with s, and the published level is at most s",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["levels", "counts"]),
    ],
)
