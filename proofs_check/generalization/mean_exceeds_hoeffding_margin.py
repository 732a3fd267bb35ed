"""Hoeffding's inequality, at the margin where it is delta."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.symbols import hoeffding_margin
from lqtheory.theorems.generalization.mean_exceeds_hoeffding_margin import THEOREM, D

n, delta, _ = D.symbols

PROOF = Proof(
    "mean_exceeds_hoeffding_margin",
    steps=[
        Step("level", Relation(sp.exp(-2 * n * hoeffding_margin(n, delta) ** 2), "=", delta), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent variables in [0,1] is below its expectation by h with probability at most "
                "exp(-2 n h^2)",
            ),
            ["level"],
        ),
    ],
)
