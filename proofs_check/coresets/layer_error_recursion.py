"""Both parts at their ends; the lower ends are off by less."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.layer_error_recursion import THEOREM, gap, u, v, x, y

t = sp.Symbol("t", real=True)
first, second = THEOREM.relations

PROOF = Proof(
    "layer_error_recursion",
    steps=[
        Step("above", Relation(0, "<=", u - v + gap - (x - y)), sign()),
        Step("below", Relation(0, "<=", x - y + gap - (u - v)), sign()),
        Step("first", first, monotone(t, t + x - y), ["above"]),
        Step("second", second, monotone(t, t + u - v), ["below"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
