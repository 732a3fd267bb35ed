"""Norms decrease in the exponent; power means over the at most n nonzero entries increase."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, pqi, support_size
from lqtheory.theorems.lq_balls.pqi_range import THEOREM, D

n, p, q, x = D.symbols
t = sp.Symbol("t", positive=True)
small, large, support = power_sum(x, p), power_sum(x, q), support_size(x)
by_support, by_size = (m ** (1 - p / q) * large ** (p / q) for m in (support, n))
index = 1 - n ** (1 / q - 1 / p) * t ** (1 / p) * large ** (-1 / q)

PROOF = Proof(
    "pqi_range",
    steps=[
        Step("norms", Relation(large, "<=", small ** (q / p)), lemma("norms_decrease", x=x, q=p, p=q)),
        Step("norm", Relation(large ** (p / q), "<=", small), monotone(t, t ** (p / q)), ["norms"]),
        Step("high", Relation(pqi(x, p, q), "<=", 1 - n ** (1 / q - 1 / p)), monotone(t, index), ["norm"]),
        Step("means", Relation(small, "<=", by_support), lemma("power_mean_on_support", x=x, q=p, p=q)),
        Step("size", Relation(support, "<=", n), lemma("support_at_most_size", x=x)),
        Step("larger", Relation(by_support, "<=", by_size), monotone(t, t ** (1 - p / q) * large ** (p / q)), ["size"]),
        Step("all", Relation(small, "<=", by_size), chain(), ["means", "larger"]),
        Step("low", Relation(sp.S.Zero, "<=", pqi(x, p, q)), monotone(t, index), ["all"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
