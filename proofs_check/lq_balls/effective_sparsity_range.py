"""Norms decrease in the exponent, power means over the support increase."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, power_sum, support_size
from lqtheory.theorems.lq_balls.effective_sparsity_range import THEOREM, D

n, q, p, x = D.symbols
t = sp.Symbol("t", positive=True)
small, large, support = power_sum(x, q), power_sum(x, p), support_size(x)
s = effective_sparsity(x, q, p)

PROOF = Proof(
    "effective_sparsity_range",
    steps=[
        Step("norms", Relation(large, "<=", small ** (p / q)), lemma("norms_decrease", x=x, q=q, p=p)),
        Step(
            "low",
            Relation(sp.S.One, "<=", s),
            monotone(t, t ** (q / (p - q)) * large ** (-q / (p - q))),
            ["norms"],
        ),
        Step(
            "means",
            Relation(small, "<=", support ** (1 - q / p) * large ** (q / p)),
            lemma("power_mean_on_support", x=x, q=q, p=p),
        ),
        Step("high", Relation(s, "<=", support), monotone(t, t ** (p / (p - q)) * large ** (-q / (p - q))), ["means"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
