"""Both gaps are products of nonnegative factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.mask_floor_is_lowest import THEOREM, D

g, p, r = D.symbols
t = sp.Symbol("t", real=True)
steps = []
for name, relation, gap in zip(("floor", "loss"), THEOREM.relations, (g * r * (p - r), g * r * (1 - p)), strict=True):
    difference = relation.rhs - relation.lhs
    steps += [
        Step(f"{name}_sign", Relation(0, "<=", gap), sign()),
        Step(f"{name}_gap", Relation(0, "<=", difference), chain(), [f"{name}_sign"]),
        Step(name, relation, monotone(t, t + relation.lhs), [f"{name}_gap"]),
    ]

PROOF = Proof("mask_floor_is_lowest", steps=[*steps, Step("claim", THEOREM.claim, chain(), ["floor", "loss"])])
