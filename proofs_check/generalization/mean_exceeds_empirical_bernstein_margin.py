"""The empirical Bernstein inequality."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.mean_exceeds_empirical_bernstein_margin import THEOREM, D

d = D.symbol("d")

PROOF = Proof(
    "mean_exceeds_empirical_bernstein_margin",
    note="The citation is the inequality itself, recalled; the enumeration speaks for scores 0 and 1.",
    steps=[
        Step("levels", Relation(2 * sp.exp(-sp.log(2 * d)), "=", 1 / d), identity(), note="mean and variance"),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("maurer_pontil_2009", "Theorem 4"),
                "E r <= mean + sqrt(2 V ln(2/delta)/n) + 7 ln(2/delta)/(3(n-1)) with probability at least 1-delta",
            ),
            ["levels"],
        ),
    ],
)
