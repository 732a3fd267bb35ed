"""Chernoff's bound at the limit itself, where the tail is delta."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.generalization.binomial_limit_at_most_kl import THEOREM

PROOF = Proof(
    "binomial_limit_at_most_kl",
    steps=[
        Step(
            "chernoff",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "section 2.2 (Cramer-Chernoff method) for a binomial law"),
                "P(Bin(n,q) <= k) <= e^{-n kl(k/n||q)} for q >= k/n; at q = CP+ the left side is delta, so that "
                "kl(k/n||q) <= ln(1/delta)/n, and kl^{-1} is the largest such q",
            ),
        )
    ],
)
