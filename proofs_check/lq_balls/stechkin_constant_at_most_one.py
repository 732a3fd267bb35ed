"""Weighted AM-GM of a and 1-a, whose mean a^2 + (1-a)^2 is at most 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.stechkin_constant_at_most_one import THEOREM, D

q, p = D.symbols
t = sp.Symbol("t", nonnegative=True)
a = q / p
product, mean = a**a * (1 - a) ** (1 - a), a**2 + (1 - a) ** 2

PROOF = Proof(
    "stechkin_constant_at_most_one",
    steps=[
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=a, b=1 - a, w=a)),
        Step("mean", Relation(mean, "<=", 1), sign()),
        Step("product", Relation(product, "<=", 1), chain(), ["am_gm", "mean"]),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / q)), ["product"]),
    ],
)
