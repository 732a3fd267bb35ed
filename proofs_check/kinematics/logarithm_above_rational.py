"""The difference vanishes at 0 and falls: its slope is -w^2 (w + 9)/((w + 1) (w + 3)^3)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.logarithm_above_rational import THEOREM, D

(u,) = D.symbols
w = sp.Symbol("w", positive=True)
t = sp.Symbol("t", real=True)
rational, logarithm = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
gap = (rational - logarithm).subs(u, w)
slope = sp.factor(sp.diff(gap, w))

PROOF = Proof(
    "logarithm_above_rational",
    extra={"w": Real(0, "u")},
    steps=[
        Step("sign", Relation(slope, "<", 0), sign()),
        Step("slope", Relation(sp.diff(gap, w), "=", slope), identity()),
        Step("falls", Relation(sp.diff(gap, w), "<", 0), chain(), ["slope", "sign"]),
        Step(
            "gap", Relation(rational - logarithm, "<", 0), lemma("falling_function", value=gap, variable=w), ["falls"]
        ),
        Step("claim", THEOREM.claim, monotone(t, t + logarithm), ["gap"]),
    ],
)
