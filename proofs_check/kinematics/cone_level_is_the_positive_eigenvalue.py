"""c is what remains of y'Hy, term by term."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.cone_level_is_the_positive_eigenvalue import THEOREM

PROOF = Proof(
    "cone_level_is_the_positive_eigenvalue",
    steps=[
        Step(
            "terms",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "c = sum lambda_i y_i^2 - 2 epsilon, 2 epsilon = sum y_i^2 lambda_i s/(lambda_i + s), and "
                "lambda - lambda s/(lambda + s) = lambda^2/(lambda + s)",
            ),
        ),
    ],
)
