"""The variance of a 1-Lipschitz function of a Gaussian vector is at most 1."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.group_gap_at_most_inverse_share import THEOREM, gap, rho, variance

v = sp.Symbol("v", real=True)
most = 1 + (1 - rho) / rho

PROOF = Proof(
    "group_gap_at_most_inverse_share",
    steps=[
        Step(
            "poincare",
            Relation(variance, "<=", 1),
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)"),
                "(|g|-tau)_+ is a 1-Lipschitz function of g, so that its variance is at most 1",
            ),
        ),
        Step("gap", Relation(gap, "<=", most), monotone(v, 1 + (1 - rho) / rho * v), ["poincare"]),
        Step("claim", THEOREM.claim, chain(), ["gap"]),
    ],
)
