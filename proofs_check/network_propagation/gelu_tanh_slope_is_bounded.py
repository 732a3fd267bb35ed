"""Beyond 10 at most 1 + 2 t u' exp(-2u), with exp(2u) >= (1 + u/2)^4; before -10 it is 1 minus that at -t."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.gelu_tanh_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
FAR = {"y": Real(10), "e": Real(0), "r": Real(0)}
y = D.extend(**FAR).symbol("y")
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)
e, r = D.extend(**FAR).symbols[-2:]
cubic = y + sp.Rational(44715, 10**6) * y**3
inner, plain = sp.sqrt(2 / sp.pi) * cubic, sp.Rational(3, 8) * cubic
rise, plain_rise, E = 2 * y * sp.diff(inner, y), 2 * y * sp.diff(cubic, y), sp.exp(-2 * inner)
formed = 1 / (1 + E) + rise * E / (1 + E) ** 2
logistic = 1 / (1 + e) + r / (1 + e) * (1 - 1 / (1 + e))
mirrored = 1 / (1 + 1 / e) - r / (1 + 1 / e) * (1 - 1 / (1 + 1 / e))


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


below, above, inside, outside = (
    Relation(t, "<=", 10), Relation(10, "<", t), Relation(-10, "<=", t), Relation(t, "<", -10),
)  # fmt: skip


PROOF = Proof(
    "gelu_tanh_slope_is_bounded",
    extra=FAR,
    steps=[
        Step("log", Relation(sp.log(1 + inner / 2), "<=", inner / 2), lemma("log_tangent", t=1 + inner / 2)),
        Step("root", Relation(1 + inner / 2, "<=", sp.exp(inner / 2)), monotone(v, sp.exp(v)), ["log"]),
        Step("constant", Relation(sp.Rational(3, 4), "<=", sp.sqrt(2 / sp.pi)), sign()),
        Step("plain", Relation(1 + plain, "<=", 1 + inner / 2), monotone(v, 1 + cubic / 2 * v), ["constant"]),
        Step("both", Relation(1 + plain, "<=", sp.exp(inner / 2)), chain(), ["plain", "root"]),
        Step("decay", Relation(sp.exp(-2 * inner), "<=", (1 + plain) ** -4), monotone(w, w**-4), ["both"]),
        Step("other", Relation(sp.sqrt(2 / sp.pi), "<=", 1), sign()),
        Step("steep", Relation(rise, "<=", plain_rise), monotone(v, plain_rise * v), ["other"]),
        Step("part", Relation(rise * E, "<=", plain_rise * E), monotone(v, E * v), ["steep"]),
        Step(
            "small",
            Relation(plain_rise * E, "<=", plain_rise * (1 + plain) ** -4),
            monotone(v, plain_rise * v),
            ["decay"],
        ),
        Step("number", Relation(plain_rise * (1 + plain) ** -4, "<=", upper - 1), sign()),
        Step("excess", Relation(rise * E, "<=", upper - 1), chain(), ["part", "small", "number"]),
        Step("above_one", Relation(1 + rise * E, "<=", upper), monotone(v, 1 + v), ["excess"]),
        Step("shape", Relation(1 / (1 + e) + r * e / (1 + e) ** 2, "<=", 1 + r * e), sign()),
        Step("shape_low", Relation(lower, "<=", 1 / (1 + e) + r * e / (1 + e) ** 2), sign()),
        Step("at_most", Relation(formed, "<=", 1 + rise * E), substitute({e: E, r: rise}), ["shape"]),
        Step("at_least", Relation(lower, "<=", formed), substitute({e: E, r: rise}), ["shape_low"]),
        Step("ratio", Relation(1 / (1 + e) + r * e / (1 + e) ** 2, "=", logistic), identity()),
        Step("form", Relation(formed, "=", right), substitute({e: E, r: rise}), ["ratio"]),
        Step("high", Relation(right, "<=", upper), chain(), ["form", "at_most", "above_one"]),
        Step("low", Relation(lower, "<=", right), chain(), ["at_least", "form"]),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        Step("mirror", Relation(mirrored, "=", 1 - logistic), identity()),
        Step("turned", Relation(left, "=", 1 - right), substitute({e: E, r: rise}), ["mirror"]),
        Step("mirror_high", Relation(1 - right, "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - right), monotone(v, 1 - v), ["high"]),
        Step(
            "left",
            Claim(then=within(left)),
            chain(),
            ["turned", "mirror_high", "mirror_low"],
        ),
        Step("beyond", under([above], *within(slope)), substitute({y: t}), ["right"]),
        Step("before", under([outside], *within(slope)), substitute({y: -t}), ["left"]),
        Step("box", under([below, inside], *within(slope)), certificate({"t": (-10, 10)})),
        Step("not_above", under([below], *within(slope)), cases(), ["box", "before"]),
        Step("claim", THEOREM.claim, cases(), ["not_above", "beyond"]),
    ],
)
