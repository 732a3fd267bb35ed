"""The error is a product of nonnegative factors, and what it misses is a square over positive factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.rounded_radius_moves_share import THEOREM, D, error

r, R, lam = D.symbols
t = sp.Symbol("t", real=True)
below = (1 + r**2 * lam) * (1 + R**2 * lam)
product = lam * (R - r) * (R + r) / below
gap = (R - r) * (R * r * lam - 1) ** 2 / ((R + r) * below)
low, high = THEOREM.relations

PROOF = Proof(
    "rounded_radius_moves_share",
    steps=[
        Step("product", Relation(0, "<=", product), sign()),
        Step("same", Relation(product, "=", error), identity()),
        Step("low", low, chain(), ["product", "same"]),
        Step("sign", Relation(0, "<=", gap), sign()),
        Step("raised", Relation(error, "<=", error + gap), monotone(t, error + t), ["sign"]),
        Step("other_same", Relation(error + gap, "=", high.rhs), identity()),
        Step("high", high, chain(), ["raised", "other_same"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
