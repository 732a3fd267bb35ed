"""The bias cancels."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.exact_bias_keeps_error import THEOREM, b, gap, u, v, x, y

t = sp.Symbol("t", real=True)
first, second = THEOREM.relations

PROOF = Proof(
    "exact_bias_keeps_error",
    steps=[
        Step("above", Relation(0, "<=", u - v + gap - (x - y)), sign()),
        Step("below", Relation(0, "<=", x - y + gap - (u - v)), sign()),
        Step("first", first, monotone(t, t + x - y + b), ["above"]),
        Step("second", second, monotone(t, t + u - v + b), ["below"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
