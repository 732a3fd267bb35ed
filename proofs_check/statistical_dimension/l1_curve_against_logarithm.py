"""u lies between phi/(t^2+3) and phi/(t^2+1), in phi/u as well as in the logarithm of x = t/(2u)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_curve_against_logarithm import THEOREM, D, density, u, x

(t,) = D.symbols
p = sp.Symbol("p", positive=True)
below, above = density / (t**2 + 3), density / (t**2 + 1)
low, high = THEOREM.relations
low_cubic, high_cubic = t * (t**2 + 3), t * (t**2 + 1)


def shifted(value, constant, cubic):
    """The expansion with another value in place of x."""
    return 2 * sp.log(value) + constant - sp.log(sp.pi / 2) - 2 * sp.log(cubic)


PROOF = Proof(
    "l1_curve_against_logarithm",
    steps=[
        Step("part", Relation(below, "<=", u), apply("excess_between_convergents")),
        Step("whole", Relation(u, "<=", above), apply("excess_between_convergents")),
        Step("some", Relation(0, "<", below), sign()),
        Step("u", Relation(0, "<", u), chain(), ["some", "part"]),
        Step("x_below", Relation(x, "<=", t / (2 * below)), monotone(p, t / (2 * p)), ["part", "u"]),
        Step("x_above", Relation(t / (2 * above), "<=", x), monotone(p, t / (2 * p)), ["whole", "u"]),
        Step("start", Relation(0, "<", t / (2 * above)), sign()),
        Step("x", Relation(0, "<", x), chain(), ["start", "x_above"]),
        Step(
            "low_log",
            Relation(low.lhs, "<=", shifted(t / (2 * below), 1, low_cubic)),
            monotone(p, shifted(p, 1, low_cubic)),
            ["x_below", "x"],
        ),
        Step("low_ratio", Relation(t**2 + 1, "<=", density / u), monotone(p, density / p), ["whole", "u"]),
        Step(
            "high_log",
            Relation(shifted(t / (2 * above), 3, high_cubic), "<=", high.rhs),
            monotone(p, shifted(p, 3, high_cubic)),
            ["x_above", "x"],
        ),
        Step("high_ratio", Relation(density / u, "<=", t**2 + 3), monotone(p, density / p), ["part", "u"]),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["low_log", "low_ratio", "high_ratio", "high_log", "x"],
        ),
    ],
)
