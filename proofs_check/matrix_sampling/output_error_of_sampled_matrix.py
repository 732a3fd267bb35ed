"""The spectral norm is the largest stretch."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.matrix_sampling.output_error_of_sampled_matrix import THEOREM

PROOF = Proof(
    "output_error_of_sampled_matrix",
    note="The citation says what the spectral norm is; there is nothing else to the statement.",
    steps=[Step("norm", THEOREM.claim, cited(Source("rudin_1976", "Theorem 9.7"), "|Ax| <= ||A|| |x|"))],
)
