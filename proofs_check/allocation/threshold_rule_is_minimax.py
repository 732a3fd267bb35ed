"""All values but K are at most the largest error, because errors fall with the count."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.allocation.threshold_rule_is_minimax import THEOREM

PROOF = Proof(
    "threshold_rule_is_minimax",
    steps=[
        Step(
            "counted",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of the order statistics"),
                "if all but K of finitely many numbers are at most E, the (K+1)-th largest of them is at most E",
            ),
            note="Row i has c_i values with k < c_i, K in all; the others are a_i sigma_k <= a_i sigma_{c_i} <= E, the"
            " largest error.",
        ),
    ],
)
