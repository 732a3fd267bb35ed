"""Weighted AM-GM with one factor 1, in logarithms."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.logarithm_keeps_relative_errors import THEOREM, e, z

t, s = sp.Symbol("t", positive=True), sp.Symbol("s", real=True)
low, high = THEOREM.relations

PROOF = Proof(
    "logarithm_keeps_relative_errors",
    steps=[
        Step(
            "bernoulli_low",
            Relation((1 + z) ** (1 - e), "<=", 1 + (1 - e) * z),
            lemma("weighted_am_gm", a=1 + z, b=1, w=1 - e),
        ),
        Step("low", low, monotone(t, sp.log(t)), ["bernoulli_low"]),
        Step(
            "bernoulli_high",
            Relation((1 + (1 + e) * z) ** (1 / (1 + e)), "<=", 1 + z),
            lemma("weighted_am_gm", a=1 + (1 + e) * z, b=1, w=1 / (1 + e)),
        ),
        Step(
            "logs",
            Relation(sp.log(1 + (1 + e) * z) / (1 + e), "<=", sp.log(1 + z)),
            monotone(t, sp.log(t)),
            ["bernoulli_high"],
        ),
        Step("high", high, monotone(s, (1 + e) * s), ["logs"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
