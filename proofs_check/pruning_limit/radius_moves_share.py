"""-2 x (1-x) + 1/2 is twice the square of x - 1/2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.radius_moves_share import THEOREM, D, by_radius, x

e, R, lam = D.symbols
t = sp.Symbol("t", real=True)
half, square, product = (
    sp.Rational(1, 2),
    2 * (x - sp.Rational(1, 2)) ** 2,
    -2 * x * (R**2 * lam / (2 * e + R**2 * lam)),
)
_, radius, low, high = THEOREM.relations

PROOF = Proof(
    "radius_moves_share",
    steps=[
        Step("radius", radius, identity()),
        Step("square", Relation(0, "<=", square), sign()),
        Step("gap", Relation(-half, "<=", square - half), monotone(t, t - half), ["square"]),
        Step("same", Relation(square - half, "=", by_radius), identity()),
        Step("low", low, chain(), ["gap", "same"]),
        Step("sign", Relation(product, "<=", 0), sign()),
        Step("high", high, chain(), ["sign"]),
        Step("claim", THEOREM.claim, chain(), ["radius", "low", "high"]),
    ],
)
