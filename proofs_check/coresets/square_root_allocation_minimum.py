"""Hoelder with the exponents 2/3 and 1/3."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.square_root_allocation_minimum import THEOREM, errors, g, m

t = sp.Symbol("t", positive=True)
share = sp.Rational(2, 3)
cost, budget = power_sum(errors, 1), power_sum(m, 1)

PROOF = Proof(
    "square_root_allocation_minimum",
    steps=[
        Step(
            "hoelder",
            Relation(power_sum(g**share, 1), "<=", cost**share * budget ** (1 - share)),
            lemma("hoelder_sums", x=errors, y=m, z=g**share, w=share),
        ),
        Step("claim", THEOREM.claim, monotone(t, t ** (1 / share) / sp.sqrt(budget)), ["hoelder"]),
    ],
)
