"""The variance of a sum of independent variables is the sum of their variances, x_j^2 (1/p_j - 1) each."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.coresets.neyman_prediction_is_exact_for_one_layer import THEOREM

PROOF = Proof(
    "neyman_prediction_is_exact_for_one_layer",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "independent variables of mean 0 have a sum whose mean square is the sum of theirs; "
                "x (k/p - 1) has the mean square x^2 (1/p - 1)",
            ),
        ),
    ],
)
