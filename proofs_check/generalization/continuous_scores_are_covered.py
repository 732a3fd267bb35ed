"""Ranks of independent scores of a continuous law are equally likely."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.continuous_scores_are_covered import THEOREM, D

n, k = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
share = 1 / (n + 1)

PROOF = Proof(
    "continuous_scores_are_covered",
    extra={"j": Integer("k+1", "n+1")},
    steps=[
        Step(
            "ranks",
            Relation(sp.Sum(share, (j, k + 1, n + 1)), "=", 1 - k / (n + 1)),
            lemma("telescoping_sum", body=share, antidifference=-j / (n + 1), index=j),
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.2 (ranks of exchangeable variables)"),
                "without ties the rank of the fresh score among all n+1 is uniform, and n+1-k ranks lie above",
            ),
            ["ranks"],
        ),
    ],
)
