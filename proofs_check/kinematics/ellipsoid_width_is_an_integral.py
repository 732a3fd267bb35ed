"""The root as an integral of exponentials, and the order of mean and integral exchanged."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.ellipsoid_width_is_an_integral import THEOREM

PROOF = Proof(
    "ellipsoid_width_is_an_integral",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1987", "Theorem 8.8 (Fubini)"),
                "sqrt(Q) = 1/(2 sqrt(pi)) int (1 - exp(-tQ)) t^(-3/2) dt, from Gamma(1/2) by parts; the integrand is "
                "not negative, and E exp(-t a g^2) = (1 + 2at)^(-1/2) for each of the independent coordinates",
            ),
        )
    ],
)
