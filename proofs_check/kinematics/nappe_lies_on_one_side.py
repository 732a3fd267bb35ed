"""A B <= u B <= u x."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.nappe_lies_on_one_side import THEOREM, D

A, B, u, x, S = D.symbols
v, given = sp.Symbol("v", real=True), THEOREM.claim.given

PROOF = Proof(
    "nappe_lies_on_one_side",
    steps=[
        Step("first", Relation(A, "<=", u), sign()),
        Step("first_times", Relation(A * B, "<=", u * B), monotone(v, v * B), ["first"]),
        Step("second", Relation(B, "<=", x), sign()),
        Step("second_times", Relation(u * B, "<=", u * x), monotone(v, u * v), ["second"]),
        Step("inner", Claim(given, given), sign()),
        Step("all", Claim(given, [Relation(S, "<=", u * x)]), chain(), ["inner", "first_times", "second_times"]),
        Step("claim", THEOREM.claim, monotone(v, v - S), ["all"]),
    ],
)
