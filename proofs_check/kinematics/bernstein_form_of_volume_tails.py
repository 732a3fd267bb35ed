"""Both gaps vanish at h = 0 and fall: their slopes are negative by bounds of the logarithm."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.bernstein_form_of_volume_tails import THEOREM, D

delta, h, b = D.symbols
x = sp.Symbol("x", positive=True)
t = sp.Symbol("t", real=True)
upper, lower = THEOREM.relations


def slope(scale, at):
    """Twice the derivative of the Bernstein exponent."""
    return sp.Rational(3, 2) * at * (at + 6 * scale) / (at + 3 * scale) ** 2


def gap(relation, at):
    """Left minus right side at another h."""
    return (relation.lhs - relation.rhs).subs(h, at)


def logarithm(at):
    """Twice the derivative of the upper exponent."""
    return sp.log(1 + at / delta)


PROOF = Proof(
    "bernstein_form_of_volume_tails",
    extra={"x": Real(0, "h")},
    steps=[
        Step(
            "applied",
            Relation(slope(1, x / delta), "<", logarithm(x)),
            apply("logarithm_above_rational", {"u": x / delta}),
        ),
        Step("scaled", Relation(slope(delta, x), "=", slope(1, x / delta)), identity()),
        Step("inner", Relation(slope(delta, x), "<", logarithm(x)), chain(), ["scaled", "applied"]),
        Step("inner_at_x", Relation(slope(delta, x) - logarithm(x), "<", 0), monotone(t, t - logarithm(x)), ["inner"]),
        Step("half", Relation((slope(delta, x) - logarithm(x)) / 2, "<", 0), monotone(t, t / 2), ["inner_at_x"]),
        Step(
            "upper_same",
            Relation(sp.diff(gap(upper, x), x), "=", (slope(delta, x) - logarithm(x)) / 2),
            identity(),
        ),
        Step("upper_falls", Relation(sp.diff(gap(upper, x), x), "<", 0), chain(), ["upper_same", "half"]),
        Step(
            "upper_gap",
            Relation(gap(upper, h), "<", 0),
            lemma("falling_function", value=gap(upper, x), variable=x),
            ["upper_falls"],
        ),
        Step("upper", upper, monotone(t, t + upper.rhs), ["upper_gap"]),
        Step("tangent", Relation(sp.log(1 - x / b), "<=", -x / b), lemma("log_tangent", t=1 - x / b)),
        Step(
            "lower_same",
            Relation(sp.diff(gap(lower, x), x), "=", (slope(b, x) + sp.log(1 - x / b)) / 2),
            identity(),
        ),
        Step(
            "tangent_used",
            Relation((slope(b, x) + sp.log(1 - x / b)) / 2, "<=", (slope(b, x) - x / b) / 2),
            monotone(t, (slope(b, x) + t) / 2),
            ["tangent"],
        ),
        Step(
            "rational",
            Relation((slope(b, x) - x / b) / 2, "=", sp.factor((slope(b, x) - x / b) / 2)),
            identity(),
        ),
        Step("negative", Relation(sp.factor((slope(b, x) - x / b) / 2), "<", 0), sign()),
        Step(
            "lower_falls",
            Relation(sp.diff(gap(lower, x), x), "<", 0),
            chain(),
            ["lower_same", "tangent_used", "rational", "negative"],
        ),
        Step(
            "lower_gap",
            Relation(gap(lower, h), "<", 0),
            lemma("falling_function", value=gap(lower, x), variable=x),
            ["lower_falls"],
        ),
        Step("lower", lower, monotone(t, t + lower.rhs), ["lower_gap"]),
        Step("claim", THEOREM.claim, chain(), ["upper", "lower"]),
    ],
)
