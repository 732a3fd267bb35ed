"""The triangle inequality, and the Lipschitz constant of the inner map."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_block_lipschitz import (
    THEOREM,
    A,
    block_distance,
    full_spectral_norm,
    inner_distance,
    input_distance,
)

PROOF = Proof(
    "residual_block_lipschitz",
    steps=[
        Step(
            "triangle",
            Relation(block_distance(A), "<=", input_distance(A) + inner_distance(A)),
            cited(Source("rudin_1976", "Theorem 1.37"), "triangle inequality"),
        ),
        Step(
            "inner",
            Relation(inner_distance(A), "<=", full_spectral_norm(A) * input_distance(A)),
            cited(Source("rudin_1976", "Theorem 9.7"), "spectral norm, and ReLU has Lipschitz constant 1"),
        ),
        Step("claim", THEOREM.claim, sign(), ["triangle", "inner"]),
    ],
)
