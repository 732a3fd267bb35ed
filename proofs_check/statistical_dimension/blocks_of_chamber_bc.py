"""The coefficients are those of a probability law; that it is the law of the face is the theorem of the chambers."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.statistical_dimension.blocks_of_chamber_bc import THEOREM
from lqtheory.theorems.statistical_dimension.moments_of_chamber_bc import THEOREM as MOMENTS

PROOF = Proof(
    "blocks_of_chamber_bc",
    steps=[
        Step("law", MOMENTS.relations[0], apply("moments_of_chamber_bc")),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("klivans_swartz_2011", "Theorem 5 (projection volumes of reflection arrangements)"),
                "the volumes of a chamber of a reflection group are the coefficients of the product of (t + e)/(1 + e) "
                "over its exponents e; for the chamber BC the blocks with a negative mean go to 0",
            ),
            ["law"],
        ),
    ],
)
