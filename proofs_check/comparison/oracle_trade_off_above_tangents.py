"""Bernoulli's inequality (y/x)^(-s) >= 1 - s (y/x - 1), from the tangent of the logarithm, twice."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.oracle_trade_off_above_tangents import THEOREM, s, scale, v, x, y

t = sp.Symbol("t", real=True)
here = scale * x ** (-s)
power, ratio = (y / x) ** (-s), y / x

PROOF = Proof(
    "oracle_trade_off_above_tangents",
    steps=[
        Step("log", Relation(sp.log(ratio), "<=", ratio - 1), lemma("log_tangent", t=ratio)),
        Step("times", Relation(-s * (ratio - 1), "<=", -s * sp.log(ratio)), monotone(t, -s * t), ["log"]),
        Step("power", Relation(sp.log(power), "<=", power - 1), lemma("log_tangent", t=power)),
        Step("bernoulli", Relation(-s * (ratio - 1), "<=", power - 1), chain(), ["times", "power"]),
        Step("claim", THEOREM.claim, monotone(t, here + here * t + v * y), ["bernoulli"]),
    ],
)
