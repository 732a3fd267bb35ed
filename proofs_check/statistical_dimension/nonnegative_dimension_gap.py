"""As for the l_1 norm: a mean of minima, strong convexity, and at the threshold (d-s)/s is tau/u."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_dimension_gap import (
    THEOREM,
    D,
    density,
    tau,
    u,
    variance,
)

d, s = D.symbols
v = sp.Symbol("v", real=True)
rho, x = s / d, tau / u
below, first, last = THEOREM.relations

PROOF = Proof(
    "nonnegative_dimension_gap",
    steps=[
        Step(
            "below",
            below,
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.1"),
                "the polar of the descent cone is the cone over the subdifferential, 1 on the support and at most 1 "
                "off it, so that delta is the mean of the least F(t) = sum_S (g_i-t)^2 + sum (g_i-t)_+^2; given j "
                "positive entries off the support F is that of the l_1 norm in s + j dimensions; a mean of minima is "
                "at most the minimum of means",
            ),
        ),
        Step("order", Relation(s, "<", d), sign()),
        Step("most", Relation(rho, "<", 1), monotone(v, v / d), ["order"]),
        Step(
            "root", Relation(rho * tau, "=", (1 - rho) * u), lemma("nonnegative_threshold_is_root", rho=rho), ["most"]
        ),
        Step(
            "tau",
            Relation(0, "<", tau),
            cited(
                Source("rudin_1976", "Theorem 4.23 (intermediate values)"),
                "at 0 the sides of its equation are 0 and (1-rho) phi(0), so that the root is positive",
            ),
        ),
        Step(
            "part", Relation(density / (tau**2 + 3), "<=", u), apply("excess_between_convergents", {"t": tau}), ["tau"]
        ),
        Step("least", Relation(0, "<", density / (tau**2 + 3)), sign()),
        Step("u", Relation(0, "<", u), chain(), ["least", "part"]),
        Step("over", Relation(rho * x, "=", 1 - rho), monotone(v, v / u), ["root", "u"]),
        Step("odds", Relation(x, "=", (d - s) / s), monotone(v, d / s * v), ["over"]),
        Step(
            "first",
            first,
            cited(
                Source("boyd_vandenberghe_2004", "inequality (9.9) (strong convexity)"),
                "F is 2s-strongly convex: F(tau) - min F <= F'(tau)^2/(4s), whose mean is the variance of the "
                "derivative, 4s + 4(d-s) Var((g-tau)_+), over 4s, if E F is least at tau",
            ),
            ["root"],
        ),
        Step("three", Relation(1 + x * variance, "<=", 3), apply("nonnegative_gap_at_most_three", {"t": tau}), ["tau"]),
        Step("same", Relation(1 + x * variance, "=", first.rhs), monotone(v, 1 + v * variance), ["odds"]),
        Step("last", last, chain(), ["first", "same", "three"]),
        Step("claim", THEOREM.claim, chain(), ["below", "first", "last"]),
    ],
)
