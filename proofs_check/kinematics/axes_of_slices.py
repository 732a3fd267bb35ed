"""The logarithmic derivative of the characteristic polynomial at its positive root s, less the term of that root."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.axes_of_slices import THEOREM

PROOF = Proof(
    "axes_of_slices",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("horn_johnson_2013", "sections 0.8.5 (Schur complements) and 0.8.2 (adjugate)"),
                "the compression of M/c = bb'/c - H to the complement of y has, up to a constant, the characteristic "
                "polynomial p(nu) = prod (nu + lambda_i) Psi(nu), Psi(nu) = sum y_i^2 (lambda_i - kappa)/(nu + "
                "lambda_i); so the sum of s/(s - nu_i) over its roots nu_i = -a_i s other than s, s p''/(2p') at s, is "
                "the sum of s/(s + lambda_i) plus s Psi''/(2 Psi')",
            ),
        )
    ],
)
