"""The worst B is -b, where the value is -2 e b u/(u + 2 b)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sublevel_set_with_the_origin import THEOREM, D, t

e, u, b, B = D.symbols
v = sp.Symbol("v", real=True)
rest = t**2 * u**2 / e - e
value = -2 * e * b * u / (u + 2 * b) ** 2

PROOF = Proof(
    "sublevel_set_with_the_origin",
    steps=[
        Step("least", Relation(-b, "<=", B), sign()),
        Step("worst", Relation(rest - 2 * t * B, "<=", rest + 2 * t * b), monotone(v, rest - 2 * t * v), ["least"]),
        Step("same", Relation(rest + 2 * t * b, "=", value), identity()),
        Step("sign", Relation(value, "<=", 0), sign()),
        Step("claim", THEOREM.claim, chain(), ["worst", "same", "sign"]),
    ],
)
