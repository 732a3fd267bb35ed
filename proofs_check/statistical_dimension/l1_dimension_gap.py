"""Strong convexity gives the second moment of the slope; at the threshold its mean is 0, and (d-s)/s is tau/(2u)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_dimension, l1_descent_share
from lqtheory.theorems.statistical_dimension.descent_distance_is_strongly_convex import THEOREM as CONVEX
from lqtheory.theorems.statistical_dimension.l1_dimension_gap import (
    THEOREM,
    D,
    density,
    gap,
    odds,
    tail,
    tau,
    u,
    variance,
)

EXTRA = {"P": SOFT_DISTANCE, "y": Real(0, closed="left"), "z": Real(0, closed="left")}
d, s, P, y, z = D.extend(**EXTRA).symbols
OUTCOME = CONVEX.relations[0].subs(dict(zip(CONVEX.domain.symbols, (P, y, z), strict=True)))
v = sp.Symbol("v", real=True)
rho, x = s / d, tau / (2 * u)
below = density / (tau**2 + 3)
share, delta = l1_descent_share(rho), l1_descent_dimension(d, s)
square = 2 * ((1 + tau**2) * tail - tau * density)
mean = s * (1 + tau**2) + (d - s) * square
slope = s * tau - (d - s) * 2 * u
moment = 1 + odds * variance + slope**2 / s
first, second, last = THEOREM.relations

PROOF = Proof(
    "l1_dimension_gap",
    extra=EXTRA,
    steps=[
        Step("tau", Relation(0, "<", tau), lemma("descent_threshold_is_positive", rho=rho)),
        Step("part", Relation(below, "<=", u), apply("excess_between_convergents", {"t": tau}), ["tau"]),
        Step("least", Relation(0, "<", below), sign()),
        Step("u", Relation(0, "<", u), chain(), ["least", "part"]),
        Step("root", Relation(rho * tau, "=", (1 - rho) * 2 * u), lemma("descent_threshold_is_root", rho=rho)),
        Step("over", Relation(rho * x, "=", 1 - rho), monotone(v, v / (2 * u)), ["root", "u"]),
        Step("odds", Relation(x, "=", odds), monotone(v, d / s * v), ["over"]),
        Step(
            "share",
            Relation(share, "=", rho * (1 + tau**2) + (1 - rho) * square),
            lemma("descent_share_where_stationary", rho=rho, t=tau),
            ["root", "tau"],
        ),
        Step("curve", Relation(gap, "=", mean - delta), monotone(v, d * v - delta), ["share"]),
        Step("outcome", OUTCOME, apply("descent_distance_is_strongly_convex", {"P": P, "t": y, "u": z})),
        Step(
            "convex",
            Relation(mean - delta, "<=", moment),
            lemma("l1_gap_of_outcomes", d=d, s=s, t=tau, P=P, x=y, y=z),
            ["outcome"],
        ),
        Step("scaled", Relation(s * tau, "=", (d - s) * 2 * u), monotone(v, d * v), ["root"]),
        Step("level", Relation(slope, "=", 0), monotone(v, v - (d - s) * 2 * u), ["scaled"]),
        Step("squared", Relation(slope**2, "=", 0), monotone(v, slope * v), ["level"]),
        Step("flat", Relation(moment, "=", first.rhs), monotone(v, first.rhs + v / s), ["squared"]),
        Step("first", first, chain(), ["curve", "convex", "flat"]),
        Step("kept", Relation(variance, "<=", variance + 2 * tau * u + 4 * u**2), sign(), ["tau", "u"]),
        Step("poincare", Relation(variance, "<=", 2 * tail), chain(), ["kept"]),
        Step("wider", Relation(first.rhs, "<=", second.rhs), monotone(v, 1 + odds * v), ["poincare"]),
        Step("three", Relation(1 + x * variance, "<=", 3), apply("l1_gap_at_most_three", {"t": tau}), ["tau"]),
        Step("same", Relation(1 + x * variance, "=", first.rhs), monotone(v, 1 + v * variance), ["odds"]),
        Step("claim", THEOREM.claim, chain(), ["first", "wider", "same", "three"]),
    ],
)
