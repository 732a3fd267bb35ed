"""Rational functions whose difference is a product of nonnegative factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.softsign_keeps_relative_errors import THEOREM, e, z

t = sp.Symbol("t", real=True)
low, high = THEOREM.relations

PROOF = Proof(
    "softsign_keeps_relative_errors",
    steps=[
        Step("gap", Relation(0, "<=", e * (1 - e) * z**2 / ((1 + z) * (1 + (1 - e) * z))), sign()),
        Step("low", low, monotone(t, t + low.lhs), ["gap"]),
        Step("high", high, sign()),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
