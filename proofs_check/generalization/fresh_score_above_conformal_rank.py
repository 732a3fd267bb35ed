"""Ranks of a fresh score are equally likely; at most n+1-k of them lie above."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.fresh_score_above_conformal_rank import THEOREM, D

n, alpha, _ = D.symbols
v = sp.Symbol("v", real=True)
exact = (1 - alpha) * (n + 1)
k = sp.ceiling(exact)

PROOF = Proof(
    "fresh_score_above_conformal_rank",
    steps=[
        Step("rank", Relation(exact, "<=", k), lemma("ceiling_at_least", t=exact)),
        Step("share", Relation(1 - k / (n + 1), "<=", alpha), monotone(v, 1 - v / (n + 1)), ["rank"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.2 (ranks of exchangeable variables)"),
                "at most n+1-k of n+1 scores exceed the k-th smallest of the others, and each is as likely to be the "
                "fresh one; none exceeds it for k = n+1",
            ),
            ["share"],
        ),
    ],
)
