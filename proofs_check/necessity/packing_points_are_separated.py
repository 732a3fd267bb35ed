"""The two supports differ in 2(s-i) > s elements."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import packing_distance
from lqtheory.theorems.necessity.packing_points_are_separated import THEOREM, D

s, i, q, p = D.symbols
t = sp.Symbol("t", positive=True)
distance = packing_distance(s, i, q, p)
formula = (2 * (s - i)) ** (1 / p) * s ** (-1 / q)

PROOF = Proof(
    "packing_points_are_separated",
    steps=[
        Step(
            "distance",
            Relation(distance, "=", formula),
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "two sets of s elements with i in common differ in 2(s-i) elements, where the points differ by "
                "s^(-1/q)",
            ),
        ),
        Step("more", Relation(s, "<", 2 * (s - i)), sign()),
        Step(
            "powers",
            Relation(s ** (1 / p) * s ** (-1 / q), "<", formula),
            monotone(t, t ** (1 / p) * s ** (-1 / q)),
            ["more"],
        ),
        Step("apart", THEOREM.claim, chain(), ["powers", "distance"]),
    ],
)
