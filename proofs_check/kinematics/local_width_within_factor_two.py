"""Both differences are products of nonnegative factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.local_width_within_factor_two import THEOREM, D, tangent, term

P, x = D.symbols
t = sp.Symbol("t", real=True)
above = P * x * (1 - x) / (1 - P * x)
below = P * (x - P) ** 2 / ((1 - P) * (1 + P) ** 2 * (1 - P * x))

PROOF = Proof(
    "local_width_within_factor_two",
    steps=[
        Step("chord_sign", Relation(0, "<=", above), sign()),
        Step("chord_same", Relation(above, "=", x - term), identity()),
        Step("chord_gap", Relation(0, "<=", x - term), chain(), ["chord_sign", "chord_same"]),
        Step("chord", THEOREM.relations[1], monotone(t, t + term), ["chord_gap"]),
        Step("tangent_sign", Relation(0, "<=", below), sign()),
        Step("tangent_same", Relation(below, "=", term - tangent), identity()),
        Step("tangent_gap", Relation(0, "<=", term - tangent), chain(), ["tangent_sign", "tangent_same"]),
        Step("tangent", THEOREM.relations[0], monotone(t, t + tangent), ["tangent_gap"]),
        Step("claim", THEOREM.claim, chain(), ["tangent", "chord"]),
    ],
)
