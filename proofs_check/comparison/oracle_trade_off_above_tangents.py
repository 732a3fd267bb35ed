"""Bernoulli's inequality (y/x)^(-s) >= 1 - s (y/x - 1), from the tangent of the logarithm, twice."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.oracle_trade_off_above_tangents import THEOREM, s, scale, v, x, y

t = sp.Symbol("t", real=True)
here = scale * x ** (-s)
power, ratio = (y / x) ** (-s), y / x
(claim,) = THEOREM.claim.then

PROOF = Proof(
    "oracle_trade_off_above_tangents",
    steps=[
        Step("log", Relation(sp.log(ratio), "<=", ratio - 1), lemma("log_tangent", t=ratio)),
        Step("times", Relation(-s * (ratio - 1), "<=", -s * sp.log(ratio)), monotone(t, -s * t), ["log"]),
        Step("same", Relation(-s * sp.log(ratio), "=", sp.log(power)), identity()),
        Step("power", Relation(sp.log(power), "<=", power - 1), lemma("log_tangent", t=power)),
        Step("bernoulli", Relation(-s * (ratio - 1), "<=", power - 1), chain(), ["times", "same", "power"]),
        Step(
            "scaled",
            Relation(here * (1 - s * (ratio - 1)) + v * y, "<=", here * power + v * y),
            monotone(t, here + here * t + v * y),
            ["bernoulli"],
        ),
        Step("left", Relation(claim.lhs, "=", here * (1 - s * (ratio - 1)) + v * y), identity()),
        Step("right", Relation(here * power + v * y, "=", claim.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["left", "scaled", "right"]),
    ],
)
