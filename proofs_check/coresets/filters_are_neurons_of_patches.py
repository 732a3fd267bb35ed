"""A product of polynomials, coefficient by coefficient."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.coresets.filters_are_neurons_of_patches import THEOREM

PROOF = Proof(
    "filters_are_neurons_of_patches",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Definition 3.48 (Cauchy product)"),
                "a coefficient of the product of two polynomials is the sum of the products of coefficients whose "
                "degrees add up to its own",
            ),
        ),
    ],
)
