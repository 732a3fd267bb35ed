"""The spherical Steiner formula; the points within an angle of a circular cone form the wider one."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.tube_formula_of_circular_cones import THEOREM

PROOF = Proof(
    "tube_formula_of_circular_cones",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1 (master Steiner formula)"),
                "given V = k, the squared distance of a random point of the sphere to the cone is beta distributed "
                "with (d-k)/2 and k/2, as that to a subspace of dimension k; the points within phi of a circular cone "
                "are those within alpha + phi of its axis",
            ),
        ),
    ],
)
