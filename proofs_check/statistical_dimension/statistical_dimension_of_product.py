"""The nearest point of a product is found factor by factor."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.statistical_dimension_of_product import THEOREM

SPLIT = Source("rockafellar_1970", "section 31 (projection on a cone)")

PROOF = Proof(
    "statistical_dimension_of_product",
    steps=[
        Step(
            "product",
            THEOREM.relations[0],
            cited(
                SPLIT, "the distance to a point of the product splits into two, so |P g|^2 is the sum of two energies"
            ),
        ),
        Step(
            "space", THEOREM.relations[1], cited(SPLIT, "the projection on R^m is the point itself, of mean energy m")
        ),
        Step("claim", THEOREM.claim, chain(), ["product", "space"]),
    ],
)
