"""Weighted AM-GM with the weights at which both terms balance."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.oracle_trade_off import THEOREM, D

A, s, v, m = D.symbols
w = 1 / (1 + s)
bias, variance = (1 + s) * A * m ** (-s), (1 + s) / s * v * m
least, value = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
mean = w * bias + (1 - w) * variance
product = bias**w * variance ** (1 - w)

PROOF = Proof(
    "oracle_trade_off",
    steps=[
        Step("product", Relation(least, "=", product), identity()),
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=bias, b=variance, w=w)),
        Step("mean", Relation(mean, "=", value), identity()),
        Step("together", THEOREM.claim, chain(), ["product", "am_gm", "mean"]),
    ],
)
