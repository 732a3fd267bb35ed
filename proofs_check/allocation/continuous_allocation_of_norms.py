"""Hölder: (a t)^e is the product of the e-th power of the bound and the (1-e)-th power of the counts."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.continuous_allocation_of_norms import THEOREM, D, constant, e, fall, mass

r, q, s, a, t, k = D.symbols
u = sp.Symbol("u", positive=True)
bounds = a * t * k ** (-fall)
cost, budget = power_sum(bounds, 1), power_sum(k, 1)

PROOF = Proof(
    "continuous_allocation_of_norms",
    steps=[
        Step(
            "hoelder",
            Relation(mass, "<=", cost**e * budget ** (1 - e)),
            lemma("hoelder_sums", x=bounds, y=k, z=a**e * t**e, w=e),
        ),
        Step("claim", THEOREM.claim, monotone(u, constant * budget ** (-fall) * u ** (1 + fall)), ["hoelder"]),
    ],
)
