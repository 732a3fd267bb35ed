"""Hoelder with the exponents 1/3 and 2/3."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.optimal_split_minimum import THEOREM, P, c, e

t = sp.Symbol("t", positive=True)
third = sp.Rational(1, 3)
roots, costs, parts = c**third * P ** (2 * third), c / e**2, P * e

PROOF = Proof(
    "optimal_split_minimum",
    steps=[
        Step(
            "hoelder",
            Relation(power_sum(roots, 1), "<=", power_sum(costs, 1) ** third * power_sum(parts, 1) ** (1 - third)),
            lemma("hoelder_sums", x=costs, y=parts, z=roots, w=third),
        ),
        Step("claim", THEOREM.claim, monotone(t, t**3 / power_sum(parts, 1) ** 2), ["hoelder"]),
    ],
)
