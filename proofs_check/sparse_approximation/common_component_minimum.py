"""The difference of both sides is a square: (F + G/m) (b - b*)^2 with the stationary point b*."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.common_component_minimum import THEOREM, D, least

m, d, c, F, G, b = D.symbols
t = sp.Symbol("t", nonnegative=True)
value = THEOREM.claim.then[0].rhs
best = c * m * (G + (m + d) * F) / (G + m * F)
square = (G + m * F) / m * (b - best) ** 2

PROOF = Proof(
    "common_component_minimum",
    steps=[
        Step("square", Relation(0, "<=", square), sign()),
        Step("shifted", Relation(least, "<=", least + square), monotone(t, t + least), ["square"]),
        Step("complete", Relation(least + square, "=", value), identity()),
        Step("together", THEOREM.claim, chain(), ["shifted", "complete"]),
    ],
)
