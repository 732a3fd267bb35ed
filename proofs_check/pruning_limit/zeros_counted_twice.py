"""The difference is a product of nonnegative factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.zeros_counted_twice import THEOREM, D

F, z = D.symbols
t = sp.Symbol("t", real=True)
_, order = THEOREM.relations

PROOF = Proof(
    "zeros_counted_twice",
    steps=[
        Step("sign", Relation(0, "<=", z * (1 - F)), sign()),
        Step("gap", Relation(0, "<=", order.rhs - order.lhs), chain(), ["sign"]),
        Step("order", order, monotone(t, t + F), ["gap"]),
        Step("claim", THEOREM.claim, chain(), ["order"]),
    ],
)
