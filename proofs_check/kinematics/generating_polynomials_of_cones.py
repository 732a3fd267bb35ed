"""The volumes are probabilities; faces of polars and of products; a product of polynomials is a convolution."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.kinematics.generating_polynomials_of_cones import THEOREM

FACES = Source("mcmullen_1975", "section 2 (inner and outer angles)")
whole, polar, product = THEOREM.relations

PROOF = Proof(
    "generating_polynomials_of_cones",
    steps=[
        Step("whole", whole, cited(FACES, "almost every point is projected to the interior of just one face")),
        Step(
            "polar",
            polar,
            cited(FACES, "P g lies in a face of dimension k where P' g lies in the polar face of dimension d-k"),
        ),
        Step(
            "product",
            product,
            cited(FACES, "the faces of a product are the products of faces, and the two projections are independent"),
        ),
        Step("claim", THEOREM.claim, chain(), ["whole", "polar", "product"]),
    ],
)
