"""The Cauchy-Schwarz inequality for r = sqrt(r^2/s) sqrt(s), squared."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.mean_optimal_distribution_is_best import THEOREM, D

n, r, s = D.symbols
t = sp.Symbol("t", nonnegative=True)
half = sp.Rational(1, 2)
product = power_sum(r**2 / s, 1) ** half * power_sum(s, 1) ** half

PROOF = Proof(
    "mean_optimal_distribution_is_best",
    steps=[
        Step(
            "cauchy_schwarz",
            Relation(power_sum(r, 1), "<=", product),
            lemma("hoelder_sums", x=r**2 / s, y=s, z=r, w=half),
        ),
        Step("squared", THEOREM.claim, monotone(t, t**2), ["cauchy_schwarz"]),
    ],
)
