"""Cauchy and Schwarz: x = (x^2/w)^(1/2) w^(1/2)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.matrix_sampling.l1_sampling_is_optimal import THEOREM, s, w, x

u, v = sp.Symbol("u", positive=True), sp.Symbol("v", real=True)
quotients, total = power_sum(x**2 / w, 1), power_sum(w, 1)

PROOF = Proof(
    "l1_sampling_is_optimal",
    steps=[
        Step(
            "cauchy_schwarz",
            Relation(power_sum(x, 1), "<=", sp.sqrt(quotients) * sp.sqrt(total)),
            lemma("hoelder_sums", x=x**2 / w, y=w, z=x, w=sp.Rational(1, 2)),
        ),
        Step("square", Relation(power_sum(x, 1) ** 2, "<=", quotients * total), monotone(u, u**2), ["cauchy_schwarz"]),
        Step("claim", THEOREM.claim, monotone(v, v / s - power_sum(x, 2) / s), ["square"]),
    ],
)
