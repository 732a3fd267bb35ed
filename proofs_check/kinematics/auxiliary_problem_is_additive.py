"""The means of t G and R^2/t."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.auxiliary_problem_is_additive import THEOREM, D

R, G, N, P, t = D.symbols
v, half = sp.Symbol("v", real=True), sp.Rational(1, 2)
left, right = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
mean = half * t * G + half * R**2 / t

PROOF = Proof(
    "auxiliary_problem_is_additive",
    steps=[
        Step(
            "means",
            Relation(sp.sqrt(t * G) * sp.sqrt(R**2 / t), "<=", mean),
            lemma("weighted_am_gm", a=t * G, b=R**2 / t, w=half),
        ),
        Step("both", Relation(R * sp.sqrt(G), "<=", mean), chain(), ["means"]),
        Step("less", Relation(left, "<=", mean - P), monotone(v, v - P), ["both"]),
        Step("claim", THEOREM.claim, chain(), ["less"]),
    ],
)
