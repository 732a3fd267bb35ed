"""Weyl's inequalities for A and A - UV, which differ by a matrix of rank k."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.matrix_sampling.truncated_singular_values_are_best import THEOREM

PROOF = Proof(
    "truncated_singular_values_are_best",
    steps=[
        Step(
            "weyl",
            THEOREM.claim,
            cited(
                Source("horn_johnson_2013", "Theorem 7.3.16 (Weyl's inequalities for singular values)"),
                "sigma_{i+k}(A) <= sigma_i(A - UV) + sigma_{k+1}(UV), and the last is 0; the squared Frobenius norm is "
                "the sum of the squared singular values",
            ),
        )
    ],
)
