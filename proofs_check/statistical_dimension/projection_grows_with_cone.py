"""The larger cone is nearer; by Moreau's decomposition the energy is |g|^2 less the squared distance."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.projection_grows_with_cone import (
    THEOREM,
    distance,
    energy,
    larger,
    larger_distance,
    whole,
)

t = sp.Symbol("t", real=True)
MINIMUM = Source("rudin_1976", "Definition 1.8")
MOREAU, SPLIT = Source("rockafellar_1970", "Theorem 31.5 (Moreau)"), "|g|^2 = |P g|^2 + dist^2 for every cone"
grows, turned = THEOREM.relations

PROOF = Proof(
    "projection_grows_with_cone",
    steps=[
        Step(
            "nearer",
            Relation(larger_distance, "<=", distance),
            cited(MINIMUM, "the nearest point of the larger cone is at least as near as the point P g of it"),
        ),
        Step("small", Relation(energy, "=", whole - distance), cited(MOREAU, SPLIT)),
        Step("less", Relation(whole - distance, "<=", whole - larger_distance), monotone(t, whole - t), ["nearer"]),
        Step("large", Relation(whole - larger_distance, "=", larger), cited(MOREAU, SPLIT)),
        Step("grows", grows, chain(), ["small", "less", "large"]),
        Step(
            "turned",
            turned,
            cited(MINIMUM, "a rotation keeps all distances, so it maps nearest points to nearest points"),
        ),
        Step("claim", THEOREM.claim, chain(), ["grows", "turned"]),
    ],
)
