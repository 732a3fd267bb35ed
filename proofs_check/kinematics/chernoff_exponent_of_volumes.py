"""The tangent of the logarithm at t = delta e^{2 eta}/(delta + h)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.chernoff_exponent_of_volumes import THEOREM, D

delta, h, eta = D.symbols
v = sp.Symbol("v", real=True)
t = sp.exp(2 * eta) / (1 + h / delta)
rest = h / 2 - (delta + h) * eta
least, value = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs

PROOF = Proof(
    "chernoff_exponent_of_volumes",
    steps=[
        Step("tangent", Relation(sp.log(t), "<=", t - 1), lemma("log_tangent", t=t)),
        Step(
            "scaled",
            Relation((delta + h) / 2 * sp.log(t) + rest, "<=", (delta + h) / 2 * (t - 1) + rest),
            monotone(v, (delta + h) / 2 * v + rest),
            ["tangent"],
        ),
        Step("right", Relation((delta + h) / 2 * (t - 1) + rest, "=", value), identity()),
        Step("claim", THEOREM.claim, chain(), ["scaled", "right"]),
    ],
)
