"""The largest ratio times the number of draws bounds the sum over the draws."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.estimate_is_a_mean_of_ratios import THEOREM, D, draws, total

n, c, v, s = D.symbols
t = sp.Symbol("t", real=True)
most, mean = THEOREM.claim.then
ratios = power_sum(c * (v / s), 1)

PROOF = Proof(
    "estimate_is_a_mean_of_ratios",
    steps=[
        Step("mean", mean, identity()),
        Step("largest", Relation(ratios, "<=", peak(v / s) * draws), lemma("sum_below_peak", x=v / s, y=c)),
        Step("range", Relation(mean.rhs, "<=", most.rhs), monotone(t, total / draws * t), ["largest"]),
        Step("most", most, chain(), ["mean", "range"]),
        Step("claim", THEOREM.claim, chain(), ["most", "mean"]),
    ],
)
