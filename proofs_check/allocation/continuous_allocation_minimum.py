"""Hölder: the q-mass is the product of the (q/p)-th power of the bound and the (1-q/p)-th power of the counts."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.continuous_allocation_minimum import THEOREM, D, constant, mass

r, q, p, a, t, k = D.symbols
u = sp.Symbol("u", positive=True)
bounds = a * t**p * k ** (1 - p / q)
alpha = q / p
cost, budget = power_sum(bounds, 1), power_sum(k, 1)

PROOF = Proof(
    "continuous_allocation_minimum",
    steps=[
        Step(
            "hoelder",
            Relation(mass, "<=", cost**alpha * budget ** (1 - alpha)),
            lemma("hoelder_sums", x=bounds, y=k, z=a**alpha * t**q, w=alpha),
        ),
        Step(
            "claim",
            THEOREM.claim,
            monotone(u, constant * budget ** (1 - p / q) * u ** (p / q)),
            ["hoelder"],
        ),
    ],
)
