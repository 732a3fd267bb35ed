"""The mean is at least a sum over k steps t = x^(i/k) c/h, by the tail at their ends; then k to infinity."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.capped_ratio_has_large_mean import LEAST, THEOREM, D

EXTRA = {"k": Integer(1), "y": Real(0, closed="left")}
h, x, law, k, y = D.extend(**EXTRA).symbols
u, v = sp.Symbol("u", real=True), sp.Symbol("v", positive=True)
(mean,) = THEOREM.claim.then
least = LEAST.symbol(h, law)
rate = sp.log(x) / k
steps = least * (1 + k - k * x ** (-1 / k))

PROOF = Proof(
    "capped_ratio_has_large_mean",
    extra=EXTRA,
    steps=[
        Step(
            "steps",
            Relation(steps, "<=", mean.rhs),
            cited(
                Source("feller_1971", "section V.6 (the mean as the integral of the tail)"),
                "E min(Δ, t_k) is at least the sum of (t_i - t_(i-1)) P(Δ > t_i) over 0 = t_(-1) < t_0 < ... < t_k; at "
                "t_i = x^(i/k) c/h the first term is at least 2 c f, each other 2 c f (1 - x^(-1/k))",
                theorems=["small_sums_have_large_ratios"],
            ),
        ),
        Step("tangent", Relation(rate, "<=", x ** (1 / k) - 1), lemma("log_tangent", t=x ** (1 / k))),
        Step("above", Relation(1 + rate, "<=", x ** (1 / k)), monotone(u, u + 1), ["tangent"]),
        Step("below", Relation(x ** (-1 / k), "<=", 1 / (1 + rate)), monotone(v, 1 / v), ["above"]),
        Step("parabola", Relation(1 / (1 + y), "<=", 1 - y + y**2), sign()),
        Step("at_rate", Relation(1 / (1 + rate), "<=", 1 - rate + rate**2), substitute({y: rate}), ["parabola"]),
        Step("power", Relation(x ** (-1 / k), "<=", 1 - rate + rate**2), chain(), ["below", "at_rate"]),
        Step(
            "sum",
            Relation(least * (1 + sp.log(x) - sp.log(x) ** 2 / k), "<=", steps),
            monotone(u, least * (1 + k) - least * k * u),
            ["power"],
        ),
        Step(
            "near",
            Relation(least * (1 + sp.log(x) - sp.log(x) ** 2 / k), "<=", mean.rhs),
            chain(),
            ["sum", "steps"],
        ),
        Step(
            "close",
            Relation(mean.lhs, "<=", mean.rhs + least * sp.log(x) ** 2 / k),
            monotone(u, u + least * sp.log(x) ** 2 / k),
            ["near"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            lemma("archimedes", a=mean.lhs, b=mean.rhs, c=least * sp.log(x) ** 2, index=k),
            ["close"],
        ),
    ],
)
