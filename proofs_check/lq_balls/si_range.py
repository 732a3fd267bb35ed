"""Norms decrease in the exponent; power means over the at most n nonzero entries increase."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, si, support_size
from lqtheory.theorems.lq_balls.si_range import THEOREM, D

n, q, x = D.symbols
t = sp.Symbol("t", positive=True)
total, small, support = power_sum(x, 1), power_sum(x, q), support_size(x)
by_support, by_size = (m ** (1 - q) * total**q for m in (support, n))

PROOF = Proof(
    "si_range",
    steps=[
        Step("norms", Relation(total, "<=", small ** (1 / q)), lemma("norms_decrease", x=x, q=q, p=1)),
        Step("high", Relation(si(x, q), "<=", sp.S.One), monotone(t, t * small ** (-1 / q)), ["norms"]),
        Step("means", Relation(small, "<=", by_support), lemma("power_mean_on_support", x=x, q=q, p=1)),
        Step("size", Relation(support, "<=", n), lemma("support_at_most_size", x=x)),
        Step("larger", Relation(by_support, "<=", by_size), monotone(t, t ** (1 - q) * total**q), ["size"]),
        Step("all", Relation(small, "<=", by_size), chain(), ["means", "larger"]),
        Step("low", Relation(n ** (1 - 1 / q), "<=", si(x, q)), monotone(t, t ** (-1 / q) * total), ["all"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
