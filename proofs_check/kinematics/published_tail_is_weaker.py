"""The exponent of the sharpened tail is at least twice the other one."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.published_tail_is_weaker import D

s, h = D.symbols
t = sp.Symbol("t", real=True)
ours, theirs = -(h**2) / 4 / (s + h / 3), -(h**2) / 8 / (s + h)
gap = h**2 / 4 * (s / 2 + 5 * h / 6) / ((s + h) * (s + h / 3))

PROOF = Proof(
    "published_tail_is_weaker",
    steps=[
        Step("sign", Relation(0, "<=", gap), sign()),
        Step("same", Relation(gap, "=", theirs - ours), identity()),
        Step("nonnegative", Relation(0, "<=", theirs - ours), chain(), ["sign", "same"]),
        Step("exponents", Relation(ours, "<=", theirs), monotone(t, t + ours), ["nonnegative"]),
        Step("exp", Relation(sp.exp(ours), "<=", sp.exp(theirs)), monotone(t, sp.exp(t)), ["exponents"]),
        Step("four", Relation(sp.exp(theirs), "<", 4 * sp.exp(theirs)), sign()),
        Step("claim", Relation(sp.exp(ours), "<", 4 * sp.exp(theirs)), chain(), ["exp", "four"]),
    ],
)
