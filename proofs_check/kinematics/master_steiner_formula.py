"""The volumes of circular cones are a probability law; given its value, the energies are independent chi-squares."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.kinematics.circular_volumes_and_moments import THEOREM as MOMENTS
from lqtheory.theorems.kinematics.master_steiner_formula import THEOREM

PROOF = Proof(
    "master_steiner_formula",
    steps=[
        Step("law", MOMENTS.relations[0], apply("circular_volumes_and_moments")),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1"),
                "for polyhedral cones, given the dimension k of the face that P g lies in, P g and P' g are Gaussian "
                "vectors of orthogonal subspaces of dimensions k and n - k, restricted to cones, which fixes their "
                "directions and not their lengths; every cone is a limit of polyhedral ones",
            ),
            ["law"],
        ),
    ],
)
