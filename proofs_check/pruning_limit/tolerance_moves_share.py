"""Completed squares."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.tolerance_moves_share import THEOREM, D

(x,) = D.symbols
t = sp.Symbol("t", real=True)
slope, double = THEOREM.relations
quarter, root = sp.Rational(1, 4), sp.sqrt(2) - 1

PROOF = Proof(
    "tolerance_moves_share",
    steps=[
        Step("square", Relation(0, "<=", (x - sp.Rational(1, 2)) ** 2), sign()),
        Step("gap", Relation(0, "<=", slope.rhs - slope.lhs), chain(), ["square"]),
        Step("slope", slope, monotone(t, t + slope.lhs), ["gap"]),
        Step("other_square", Relation(0, "<=", (x - root) ** 2 / (1 + x)), sign()),
        Step("other_same", Relation((x - root) ** 2 / (1 + x), "=", double.rhs - double.lhs), identity()),
        Step("other_gap", Relation(0, "<=", double.rhs - double.lhs), chain(), ["other_square", "other_same"]),
        Step("double", double, monotone(t, t + double.lhs), ["other_gap"]),
        Step("claim", THEOREM.claim, chain(), ["slope", "double"]),
    ],
)
