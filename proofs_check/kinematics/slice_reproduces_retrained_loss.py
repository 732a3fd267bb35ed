"""The discriminant is a square: b^2 + 4 gamma s = (v/q)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.slice_reproduces_retrained_loss import THEOREM, D, b, gamma, s, share

q, v = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", nonnegative=True)
inside = b**2 + 4 * gamma * s
value = v / q / (2 * gamma) - b / (2 * gamma)

PROOF = Proof(
    "slice_reproduces_retrained_loss",
    steps=[
        Step("square", Relation(v**2 / q**2, "=", inside), identity()),
        Step("root", Relation(v / q, "=", sp.sqrt(inside)), monotone(u, sp.sqrt(u)), ["square"]),
        Step("share", Relation(value, "=", share), monotone(t, t / (2 * gamma) - b / (2 * gamma)), ["root"]),
        Step("value", Relation(value, "=", 1 - q), identity()),
        Step("claim", THEOREM.claim, chain(), ["share", "value"]),
    ],
)
