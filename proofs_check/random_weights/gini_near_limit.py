"""One minus the index is a sum over pairs over a square; quotients of means that are at most r off; Chebyshev."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import gini, order_statistic, power_sum
from lqtheory.theorems.random_weights.gini_near_limit import THEOREM, D

_, r, _ = D.symbols
#: N weights x, and the quotients u and v of the mean over pairs, and of the mean, and their expectations.
HIDDEN = {
    "N": Integer(2, typical=(2, 8)), "u": Real("1-r", "1+r", closed="both"), "v": Real("1-r", "1+r", closed="both"),
    "x": Vector("N", nonzero=True),
}  # fmt: skip
N, u, v, x = D.extend(**HIDDEN).symbols[-4:]
j, t = sp.Symbol("j", integer=True, positive=True), sp.Symbol("t", positive=True)
pairs = sp.Sum((2 * j - 1) * order_statistic(x, j), (j, 1, N))
formula = Relation(1 - gini(x), "=", pairs / (N * power_sum(x, 1)))
low, high = Relation((1 - r) / (1 + r), "<=", u / v), Relation(u / v, "<=", (1 + r) / (1 - r))

PROOF = Proof(
    "gini_near_limit",
    extra=HIDDEN,
    steps=[
        Step("formula", formula, identity()),
        Step("u_low", Relation(1 - r, "<=", u), sign()),
        Step("u_high", Relation(u, "<=", 1 + r), sign()),
        Step("v_low", Relation(1 - r, "<=", v), sign()),
        Step("v_high", Relation(v, "<=", 1 + r), sign()),
        Step("low_v", Relation((1 - r) / (1 + r), "<=", (1 - r) / v), monotone(t, (1 - r) / t), ["v_high"]),
        Step("low_u", Relation((1 - r) / v, "<=", u / v), monotone(t, t / v), ["u_low"]),
        Step("low", low, chain(), ["low_v", "low_u"]),
        Step("high_u", Relation(u / v, "<=", (1 + r) / v), monotone(t, t / v), ["u_high"]),
        Step("high_v", Relation((1 + r) / v, "<=", (1 + r) / (1 - r)), monotone(t, (1 + r) / t), ["v_low"]),
        Step("high", high, chain(), ["high_u", "high_v"]),
        Step("numbers", Claim(then=[formula, low, high]), chain(), ["formula", "low", "high"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("hoeffding_1948", "Theorem 5.2 (variance of a mean over pairs), with Chebyshev's inequality"),
                "the mean of min(|w_i|, |w_j|) over pairs i != j has the expectation H and a variance of at most 2/n "
                "times that of one pair, the mean of |w_i| a variance of V/n; a variable with mean M is more than r M "
                "off it with probability at most its variance over r^2 M^2; the sum of (2j-1) |x|_(j) is that of "
                "min(|x_i|, |x_j|) over all i and j, the pairs i = j included",
            ),
            ["numbers"],
        ),
    ],
)
