"""Every share is a quotient whose two sides have the factor b c_i."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.coresets.scaling_keeps_sensitivities import THEOREM

PROOF = Proof(
    "scaling_keeps_sensitivities",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "the sum over edges of the largest share over the points is made of quotients w_j a_j/sum_k w_k a_k, "
                "in which both sides have the factor b c_i at the i-th point",
            ),
        ),
    ],
)
