"""Hoelder with the exponents 1/2 and 1/2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.mean_square_allocation_minimum import THEOREM, m, v

t = sp.Symbol("t", positive=True)
half = sp.Rational(1, 2)
cost, budget = power_sum(v / m, 1), power_sum(m, 1)

PROOF = Proof(
    "mean_square_allocation_minimum",
    steps=[
        Step(
            "cauchy_schwarz",
            Relation(power_sum(sp.sqrt(v), 1), "<=", sp.sqrt(cost) * sp.sqrt(budget)),
            lemma("hoelder_sums", x=v / m, y=m, z=sp.sqrt(v), w=half),
        ),
        Step("claim", THEOREM.claim, monotone(t, t**2 / budget), ["cauchy_schwarz"]),
    ],
)
