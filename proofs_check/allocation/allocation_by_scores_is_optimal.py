"""What an allocation leaves is the sum of rd-K of the scores."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.allocation.allocation_by_scores_is_optimal import THEOREM

PROOF = Proof(
    "allocation_by_scores_is_optimal",
    steps=[
        Step(
            "rearranged",
            THEOREM.claim,
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 368 (rearrangement with weights 0 and 1)"),
                "N-K of N numbers have at least the sum of the N-K smallest ones",
            ),
            note="Of row i the allocation leaves a_i sigma_{c_i}(w_i)_p^p, the sum of its pruned scores; rd-K in all.",
        ),
    ],
)
