"""The variance of a 1-Lipschitz function of a Gaussian vector is at most 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.group_gap_at_most_inverse_share import THEOREM, b, gap, rho, tau, variance

v = sp.Symbol("v", real=True)
most = 1 + (1 - rho) / rho

PROOF = Proof(
    "group_gap_at_most_inverse_share",
    steps=[
        Step("poincare", Relation(variance, "<=", 1), lemma("variance_of_block_excess", t=tau, b=b)),
        Step("gap", Relation(gap, "<=", most), monotone(v, 1 + (1 - rho) / rho * v), ["poincare"]),
        Step("claim", THEOREM.claim, chain(), ["gap"]),
    ],
)
