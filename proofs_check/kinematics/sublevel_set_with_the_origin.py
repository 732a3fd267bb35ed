"""The worst B is -b, where the value is -2 e b sqrt(e X)/(sqrt(e X) + 2 b)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sublevel_set_with_the_origin import THEOREM, D, t

e, X, b, B = D.symbols
v, root = sp.Symbol("v", real=True), sp.sqrt(e * X)
worst = t**2 * X + 2 * t * b - e
value = -2 * e * b * root / (root + 2 * b) ** 2

PROOF = Proof(
    "sublevel_set_with_the_origin",
    steps=[
        Step("least", Relation(-b, "<=", B), sign()),
        Step(
            "worst", Relation(THEOREM.relations[0].lhs, "<=", worst), monotone(v, t**2 * X - 2 * t * v - e), ["least"]
        ),
        Step("same", Relation(worst, "=", value), identity()),
        Step("sign", Relation(value, "<=", 0), sign()),
        Step("claim", THEOREM.claim, chain(), ["worst", "same", "sign"]),
    ],
)
