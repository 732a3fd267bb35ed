"""The variance of the mean of independent draws, entry by entry."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.matrix_sampling.sampled_matrix_mean_square import THEOREM

PROOF = Proof(
    "sampled_matrix_mean_square",
    steps=[
        Step(
            "variance",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.5 (variance of sums of independent variables)"),
                "an entry of B is the mean of s independent copies of x_i/p_i with probability p_i and 0 otherwise, so "
                "that its variance is (x_i^2/p_i - x_i^2)/s; p_i = w_i/sum w",
            ),
        )
    ],
)
