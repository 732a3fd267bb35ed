"""All values but K are at most the largest error, because errors fall with the count; at most K exceed the (K+1)-th."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.allocation.threshold_rule_is_minimax import THEOREM

ORDER = Source("rudin_1976", "definition of the order statistics")
least, enough = THEOREM.claim.then

PROOF = Proof(
    "threshold_rule_is_minimax",
    steps=[
        Step(
            "counted",
            least,
            cited(
                ORDER, "if all but K of finitely many numbers are at most E, the (K+1)-th largest of them is at most E"
            ),
            note="Row i has c_i values with k < c_i, K in all; the others are a_i sigma_k <= a_i sigma_{c_i} <= E, the"
            " largest error.",
        ),
        Step(
            "attained",
            enough,
            cited(ORDER, "at most K of finitely many numbers are larger than the (K+1)-th largest of them"),
            note="The errors of a row fall, so that its least count is the number of its values above the threshold.",
        ),
        Step("claim", THEOREM.claim, chain(), ["counted", "attained"]),
    ],
)
