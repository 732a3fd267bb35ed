"""Pythagoras, and the d-k smallest scores are those removed."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.allocation.orthogonal_neurons_removed import THEOREM

PROOF = Proof(
    "orthogonal_neurons_removed",
    steps=[
        Step(
            "pythagoras",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Theorem 1.37 (inner products), expanding the square"),
                "the square of the norm of a sum of orthogonal functions is the sum of the squares of their norms",
            ),
        ),
    ],
)
