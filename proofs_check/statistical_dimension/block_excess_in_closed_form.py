"""(r-t)^p is multiplied out over r > t; r^2/2 has a gamma law, so that truncated moments are incomplete gammas."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.statistical_dimension.block_excess_in_closed_form import THEOREM

PROOF = Proof(
    "block_excess_in_closed_form",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("olver_lozier_boisvert_clark_2010", "8.2.4 and 5.5.1"),
                "E r^p over r > t is 2^(p/2) Gamma((b+p)/2)/Gamma(b/2) U((b+p)/2), which for p = 0, 1, 2 is U(b/2), "
                "lambda_b U((b+1)/2) and b U(b/2+1)",
            ),
        )
    ],
)
