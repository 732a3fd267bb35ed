"""Both gaps are products of nonnegative factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.weight_decay_lowers_curved_radius import THEOREM, D

lam, m, R, s = D.symbols
t = sp.Symbol("t", real=True)
_, lower, base, share = THEOREM.relations
steps = [Step("base", base, identity())]
gaps = {"lower": R**2 * lam * m / (lam + m), "share": s * m / ((s + lam) * (s + lam + m))}
for name, relation in (("lower", lower), ("share", share)):
    left = relation.lhs
    steps += [
        Step(f"{name}_sign", Relation(0, "<=", gaps[name]), sign()),
        Step(f"{name}_raised", Relation(left, "<=", left + gaps[name]), monotone(t, left + t), [f"{name}_sign"]),
        Step(f"{name}_same", Relation(left + gaps[name], "=", relation.rhs), identity()),
        Step(name, relation, chain(), [f"{name}_raised", f"{name}_same"]),
    ]

PROOF = Proof(
    "weight_decay_lowers_curved_radius",
    steps=[*steps, Step("claim", THEOREM.claim, chain(), ["lower", "base", "share"])],
)
