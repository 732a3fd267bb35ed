"""sin^2(a-b) multiplied out; int sin^{d-1} cos = sin^d/d, and the other two integrals are shares of caps."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.statistical_dimension.circular_tail_closed_form import THEOREM

PROOF = Proof(
    "circular_tail_closed_form",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Theorems 6.12 (a) and 6.21"),
                "sin^2(a-b) = sin^2(a) cos^2(b) - 2 sin(a) cos(a) sin(b) cos(b) + cos^2(a) sin^2(b), and integrals are "
                "linear: sin^(d-2) and sin^d have the integrals S_d and (d-1)/d S_(d+2), sin^(d-1) cos has sin^d/d",
            ),
        ),
    ],
)
