"""As for the l_1 norm: a mean of minima, strong convexity, and at the threshold (d-s)/s is tau/u."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import nonnegative_descent_share
from lqtheory.theorems.statistical_dimension.descent_distance_is_strongly_convex import THEOREM as CONVEX
from lqtheory.theorems.statistical_dimension.nonnegative_dimension_gap import (
    THEOREM,
    D,
    curve,
    delta,
    density,
    j,
    tail,
    tau,
    u,
    variance,
)

EXTRA = {"P": SOFT_DISTANCE, "y": Real(0, closed="left"), "z": Real(0, closed="left")}
d, s, P, y, z = D.extend(**EXTRA).symbols
OUTCOME = CONVEX.relations[0].subs(dict(zip(CONVEX.domain.symbols, (P, y, z), strict=True)))
v = sp.Symbol("v", real=True)
rho, x = s / d, tau / u
square = (1 + tau**2) * tail - tau * density
mean, slope = s * (1 + tau**2) + (d - s) * square, s * tau - (d - s) * u
below, first, last = THEOREM.relations
share = nonnegative_descent_share(rho)

PROOF = Proof(
    "nonnegative_dimension_gap",
    extra=EXTRA,
    steps=[
        Step("root", Relation(rho * tau, "=", (1 - rho) * u), lemma("nonnegative_threshold_is_root", rho=rho)),
        Step("tau", Relation(0, "<", tau), lemma("nonnegative_threshold_is_positive", rho=rho)),
        Step(
            "share",
            Relation(share, "=", rho * (1 + tau**2) + (1 - rho) * square),
            lemma("nonnegative_share_where_stationary", rho=rho, t=tau),
            ["root", "tau"],
        ),
        Step("curve", Relation(curve, "=", mean), monotone(v, d * v), ["share"]),
        Step(
            "least_mean",
            Relation(delta, "<=", mean),
            lemma("nonnegative_dimension_below_mean", d=d, s=s, t=tau, index=j),
            ["tau"],
        ),
        Step("below", below, chain(), ["least_mean", "curve"]),
        Step(
            "part", Relation(density / (tau**2 + 3), "<=", u), apply("excess_between_convergents", {"t": tau}), ["tau"]
        ),
        Step("least", Relation(0, "<", density / (tau**2 + 3)), sign()),
        Step("u", Relation(0, "<", u), chain(), ["least", "part"]),
        Step("over", Relation(rho * x, "=", 1 - rho), monotone(v, v / u), ["root", "u"]),
        Step("odds", Relation(x, "=", (d - s) / s), monotone(v, d / s * v), ["over"]),
        Step("outcome", OUTCOME, apply("descent_distance_is_strongly_convex", {"P": P, "t": y, "u": z})),
        Step(
            "convex",
            Relation(mean - delta, "<=", first.rhs + slope**2 / s),
            lemma("nonnegative_gap_of_outcomes", d=d, s=s, t=tau, index=j, P=P, x=y, y=z),
            ["outcome", "tau"],
        ),
        Step("moved", Relation(first.lhs, "=", mean - delta), monotone(v, v - delta), ["curve"]),
        Step("scaled", Relation(s * tau, "=", (d - s) * u), monotone(v, d * v), ["root"]),
        Step("level", Relation(slope, "=", 0), monotone(v, v - (d - s) * u), ["scaled"]),
        Step("squared", Relation(slope**2, "=", 0), monotone(v, slope * v), ["level"]),
        Step("flat", Relation(first.rhs + slope**2 / s, "=", first.rhs), monotone(v, first.rhs + v / s), ["squared"]),
        Step("first", first, chain(), ["moved", "convex", "flat"]),
        Step("three", Relation(1 + x * variance, "<=", 3), apply("nonnegative_gap_at_most_three", {"t": tau}), ["tau"]),
        Step("same", Relation(1 + x * variance, "=", first.rhs), monotone(v, 1 + v * variance), ["odds"]),
        Step("last", last, chain(), ["first", "same", "three"]),
        Step("claim", THEOREM.claim, chain(), ["below", "first", "last"]),
    ],
)
