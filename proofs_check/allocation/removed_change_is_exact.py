"""Multiply the squares out and sum over outputs and inputs first."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.allocation.removed_change_is_exact import THEOREM

PROOF = Proof(
    "removed_change_is_exact",
    steps=[
        Step(
            "expanded",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "(sum_j a_j)^2 = sum_{j,k} a_j a_k, and finite sums may be taken in any order",
            ),
        ),
    ],
)
