"""Along the ray of P g, and towards a point c of the cone, the distance is least at P g: its derivatives there."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.moreau_decomposition import (
    THEOREM,
    distance,
    energy,
    product,
    whole,
)

t = sp.Symbol("t", real=True)
FERMAT = Source("rudin_1976", "Theorem 5.8 (derivative at a minimum)")
orthogonal, total, acute, nearest = THEOREM.relations
expanded = whole - 2 * product + energy

PROOF = Proof(
    "moreau_decomposition",
    steps=[
        Step(
            "orthogonal",
            orthogonal,
            cited(
                FERMAT, "|g - s P g|^2 is least at s = 1 among all s > 0: its derivative 2 |P g|^2 - 2 <g, P g> is 0"
            ),
        ),
        Step(
            "expanded",
            Relation(distance, "=", expanded),
            cited(Source("rudin_1976", "Theorem 1.37 (inner products)"), "|a - b|^2 = |a|^2 - 2 <a, b> + |b|^2"),
        ),
        Step(
            "put",
            Relation(expanded, "=", whole - 2 * energy + energy),
            monotone(t, whole - 2 * t + energy),
            ["orthogonal"],
        ),
        Step("distance", Relation(distance, "=", whole - energy), chain(), ["expanded", "put"]),
        Step("total", total, monotone(t, energy + t), ["distance"]),
        Step(
            "acute",
            acute,
            cited(FERMAT, "|g - P g - s c|^2 does not fall at s = 0, because P g + s c is in the cone for s >= 0"),
        ),
        Step("nearest", nearest, cited(Source("rudin_1976", "Definition 1.8"), "P g is the nearest point of the cone")),
        Step("claim", THEOREM.claim, chain(), ["orthogonal", "total", "acute", "nearest"]),
    ],
)
