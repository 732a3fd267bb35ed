"""Outside the nodes the parabola is steeper than needed, by h (2 (v-u) + h)/(v-u)^2; elsewhere a square is added."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.shifted_sums_enclose_nonincreasing_functions import THEOREM, D

u, v, lam, h, E, C, B, A = D.symbols
t = sp.Symbol("t", real=True)
left, inside, right, under = THEOREM.relations
excess = h * (2 * (v - u) + h) / (v - u) ** 2
squares = {"inside": (A - B) * ((v - lam) / (v - u)) ** 2, "under": (C - E) * ((lam - u) / (v - u)) ** 2}

PROOF = Proof(
    "shifted_sums_enclose_nonincreasing_functions",
    steps=[
        Step("left_sign", Relation(0, "<=", (A - B) * excess), sign()),
        Step("left_raised", Relation(A, "<=", A + (A - B) * excess), monotone(t, A + t), ["left_sign"]),
        Step("left_same", Relation(A + (A - B) * excess, "=", left.rhs), identity()),
        Step("inside_sign", Relation(0, "<=", squares["inside"]), sign()),
        Step("inside", inside, monotone(t, B + t), ["inside_sign"]),
        Step("right_sign", Relation(0, "<=", (C - E) * excess), sign()),
        Step("right_lowered", Relation(E - (C - E) * excess, "<=", E), monotone(t, E - t), ["right_sign"]),
        Step("right_same", Relation(right.lhs, "=", E - (C - E) * excess), identity()),
        Step("under_sign", Relation(0, "<=", squares["under"]), sign()),
        Step("under", under, monotone(t, C - t), ["under_sign"]),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["left_raised", "left_same", "inside", "right_same", "right_lowered", "under"],
        ),
    ],
)
