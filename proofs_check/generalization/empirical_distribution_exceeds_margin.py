"""Massart's constant, at the margin where his bound is delta."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.symbols import dkw_margin
from lqtheory.theorems.generalization.empirical_distribution_exceeds_margin import THEOREM, D

n, d = D.symbols

PROOF = Proof(
    "empirical_distribution_exceeds_margin",
    note="The citation is the inequality itself: its constant 1 has no short proof.",
    steps=[
        Step("level", Relation(sp.exp(-2 * n * dkw_margin(n, 1 / d) ** 2), "=", 1 / d), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("massart_1990", "Corollary 1"),
                "P(sup F_n - F > h) <= exp(-2 n h^2) where the right side is at most 1/2",
            ),
            ["level"],
        ),
    ],
)
