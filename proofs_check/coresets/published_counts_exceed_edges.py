"""With a = ln(nd) the margin is at least a(a+2), and e^a < 64 a (1+a)^4 from a = 1/2 to 19 by balls."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import absurd, assumed, cases, certificate, chain, identity, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.published_counts_exceed_edges import (
    LARGEST,
    THEOREM,
    L,
    S,
    count,
    d,
    delta,
    epsilon,
    margin,
    n,
)

t, u, v = sp.Symbol("t", real=True), sp.Symbol("u", positive=True), sp.Symbol("v", nonnegative=True)
low, high = sp.Rational(1, 2), sp.Integer(19)
x = sp.Symbol("x", real=True, positive=True)
a, level = sp.log(n * d), sp.log(8 * n / delta)
eighth = 1 + a * (a + sp.log(8 / delta))
squared = (1 + margin) ** 2
small, large = Relation(a, "<", low), Relation(high, "<", a)


def within(y):
    """Between the ends the exponential is below a polynomial."""
    return Claim(
        given=(Relation(low, "<=", y), Relation(y, "<=", high)), then=(Relation(sp.exp(y), "<", 64 * y * (1 + y) ** 4),)
    )


PROOF = Proof(
    "published_counts_exceed_edges",
    extra={"x": Real(low, high, closed="both")},
    steps=[
        Step("more", Relation(2, "<=", n * d), sign()),
        Step("log_more", Relation(sp.log(2), "<=", a), monotone(u, sp.log(u)), ["more"]),
        Step("low", Relation(low, "<=", sp.log(2)), sign()),
        Step("above", Relation(low, "<=", a), chain(), ["low", "log_more"]),
        Step("less", Relation(n * d, "<=", LARGEST), sign()),
        Step("log_less", Relation(a, "<=", sp.log(LARGEST)), monotone(u, sp.log(u)), ["less"]),
        Step("high", Relation(sp.log(LARGEST), "<=", high), sign()),
        Step("below", Relation(a, "<=", high), chain(), ["log_less", "high"]),
        Step("box", within(x).then[0], certificate()),
        Step("here", within(a), substitute({x: a}), ["box"]),
        Step("too_low", Claim((small,), (small,)), assumed()),
        Step("not_low", Claim((small,), (Relation(a, "<", a),)), chain(), ["too_low", "above"]),
        Step("low_case", Claim((small,), within(a).then), absurd(), ["not_low"]),
        Step("too_high", Claim((large,), (large,)), assumed()),
        Step("not_high", Claim((large,), (Relation(a, "<", a),)), chain(), ["below", "too_high"]),
        Step("high_case", Claim((large,), within(a).then), absurd(), ["not_high"]),
        Step("upper", Claim(within(a).given[:1], within(a).then), cases(), ["here", "high_case"]),
        Step("size", within(a).then[0], cases(), ["upper", "low_case"]),
        Step("width", Relation(d, "<=", n * d), sign()),
        Step("eight", Relation(8, "<=", 8 / delta), sign()),
        Step("log_eight", Relation(sp.log(8), "<=", sp.log(8 / delta)), monotone(u, sp.log(u)), ["eight"]),
        Step("two", Relation(2, "<=", sp.log(8)), sign()),
        Step("at_least", Relation(2, "<=", sp.log(8 / delta)), chain(), ["two", "log_eight"]),
        Step(
            "terms",
            Relation(1 + a * (a + 2), "<=", eighth),
            monotone(t, 1 + a**2 + a * t),
            ["at_least", "above"],
        ),
        Step("half", Relation(0, "<=", low), sign()),
        Step("zero", Relation(0, "<=", a), chain(), ["half", "above"]),
        Step("root", Relation(0, "<=", sp.sqrt(a)), monotone(v, sp.sqrt(v)), ["zero"]),
        Step(
            "with_root",
            Relation(eighth, "<=", eighth + sp.sqrt(a)),
            monotone(t, eighth + t),
            ["root"],
        ),
        Step("margin", Relation(eighth + sp.sqrt(a), "=", 1 + margin), identity()),
        Step("one_margin", Relation((1 + a) ** 2, "<=", 1 + margin), chain(), ["terms", "with_root", "margin"]),
        Step("fourth", Relation((1 + a) ** 4, "<=", squared), monotone(v, v**2), ["one_margin", "above"]),
        Step(
            "scaled",
            Relation(64 * a * (1 + a) ** 4, "<=", 64 * a * squared),
            monotone(t, 64 * a * t),
            ["fourth", "above"],
        ),
        Step("neurons", Relation(8, "<=", 8 * n / delta), sign()),
        Step("log_neurons", Relation(sp.log(8), "<=", level), monotone(u, sp.log(u)), ["neurons"]),
        Step("two_again", Relation(2, "<=", level), chain(), ["two", "log_neurons"]),
        Step(
            "levels",
            Relation(64 * a * squared, "<=", 32 * a * squared * level),
            monotone(t, 32 * a * squared * t),
            ["two_again", "above"],
        ),
        Step("epsilon", Relation(epsilon, "<=", 1), sign()),
        Step("epsilon_square", Relation(epsilon**2, "<=", 1), monotone(u, u**2), ["epsilon"]),
        Step("layers", Relation(1, "<=", L**2), sign()),
        Step("times", Relation(1, "<=", S), sign()),
        Step("layers_times", Relation(S, "<=", L**2 * S), monotone(t, t * S), ["layers"]),
        Step("both", Relation(epsilon**2, "<=", L**2 * S), chain(), ["epsilon_square", "times", "layers_times"]),
        Step("rest", Relation(1, "<=", L**2 * S / epsilon**2), monotone(t, t / epsilon**2), ["both"]),
        Step(
            "all",
            Relation(32 * a * squared * level, "<=", count),
            monotone(t, 32 * a * squared * level * t),
            ["rest", "above", "two_again"],
        ),
        Step("claim", THEOREM.claim, chain(), ["width", "size", "scaled", "levels", "all"]),
    ],
)
