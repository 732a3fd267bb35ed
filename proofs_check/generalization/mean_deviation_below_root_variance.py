"""Cauchy and Schwarz: w x = (w x^2)^(1/2) w^(1/2)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.generalization.mean_deviation_below_root_variance import THEOREM, w, x

PROOF = Proof(
    "mean_deviation_below_root_variance",
    steps=[
        Step(
            "cauchy_schwarz",
            THEOREM.claim,
            lemma("hoelder_sums", x=w * x**2, y=w, z=w * x, w=sp.Rational(1, 2)),
        )
    ],
)
