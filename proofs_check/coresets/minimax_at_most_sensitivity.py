"""The least value is at most that of the distribution of sensitivities."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.coresets.minimax_at_most_sensitivity import THEOREM

PROOF = Proof(
    "minimax_at_most_sensitivity",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Definition 1.8"),
                "a minimum is at most any value, here S max_x sum_j g_j(x)^2/s_j, which is at most S since g_j <= s_j "
                "and sum_j g_j = 1",
            ),
        ),
    ],
)
