"""The slope is 1/(1+E) + r E/(1+E)^2 with E = exp(-s), s = 2u and r = t s', and is at most U if and only if r <= R(s).

R(s) = (U-1) exp(s) + 2U-1 + U exp(-s). As s is a cubic in t, r and s are on the curve c (3s-r)^3 = 32 (r-s) with
c = 0.044715 pi, along which r rises: what is to be shown is c (3s-R)^3 <= 32 (R-s), where s is the only variable. From
s = 5 on R is at least 3s, and r is at most that. For t < 0 the slope is 1 minus that at -t.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.gelu_tanh_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
MORE = {
    "y": Real(0, closed="left"),
    "e": Real(0),
    "r": Real(0, closed="left"),
    "s": Real(0, 5, closed="both"),
    "z": Real(5),
    "f": Real(),
    "g": Real(),
    "h": Real(),
}
y, e, r, s, z, f, g, h = (D.extend(**MORE).symbol(name) for name in MORE)
v = sp.Symbol("v", real=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)
third = sp.Rational(44715, 10**6)
c = sp.pi * third
S = 2 * sp.sqrt(2 / sp.pi) * (y + third * y**3)
rise, E = y * sp.diff(S, y), sp.exp(-S)
formed = 1 / (1 + E) + rise * E / (1 + E) ** 2
logistic = 1 / (1 + e) + r / (1 + e) * (1 - 1 / (1 + e))
mirrored = 1 / (1 + 1 / e) - r / (1 + 1 / e) * (1 - 1 / (1 + 1 / e))


def most(exponent):
    """R, which r may be at most."""
    return (upper - 1) * sp.exp(exponent) + 2 * upper - 1 + upper * sp.exp(-exponent)


def curve(exponent, value):
    """0 on the curve, and falling in the value."""
    return c * (3 * exponent - value) ** 3 - 32 * (value - exponent)


def steepness(exponent, one, other):
    """Minus the slope of that curve between two values."""
    p, q = 3 * exponent - one, 3 * exponent - other
    return c * ((p + q / 2) ** 2 + sp.Rational(3, 4) * q**2) + 32


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


positive, negative = Relation(0, "<=", t), Relation(t, "<", 0)
near, far = Relation(S, "<=", 5), Relation(5, "<", S)
goal = Relation(rise, "<=", most(S))
apart = (rise - most(S)) * steepness(S, rise, most(S))


PROOF = Proof(
    "gelu_tanh_slope_is_bounded",
    extra=MORE,
    steps=[
        # up to s = 5
        Step("curve", Relation(c * (3 * s - most(s)) ** 3, "<=", 32 * (most(s) - s)), certificate()),
        Step("below", Relation(curve(s, most(s)), "<=", 0), monotone(v, v - 32 * (most(s) - s)), ["curve"]),
        Step("below_at", under([near], Relation(curve(S, most(S)), "<=", 0)), substitute({s: S}), ["below"]),
        Step("on_curve", Relation(curve(S, rise), "=", 0), identity()),
        Step("difference", Relation((f - g) * steepness(h, f, g), "=", curve(h, g) - curve(h, f)), identity()),
        Step(
            "difference_at",
            Relation(apart, "=", curve(S, most(S)) - curve(S, rise)),
            substitute({f: rise, g: most(S), h: S}),
            ["difference"],
        ),
        Step(
            "other",
            Relation(curve(S, most(S)) - curve(S, rise), "=", curve(S, most(S))),
            monotone(v, curve(S, most(S)) - v),
            ["on_curve"],
        ),
        Step("product", under([near], Relation(apart, "<=", 0)), chain(), ["difference_at", "other", "below_at"]),
        Step(
            "gap",
            under([near], Relation(rise - most(S), "<=", 0)),
            monotone(v, v / steepness(S, rise, most(S))),
            ["product"],
        ),
        Step("rise_near", under([near], goal), monotone(v, v + most(S)), ["gap"]),
        # from s = 5 on
        Step("log", Relation(sp.log(z - 4), "<=", z - 5), lemma("log_tangent", t=z - 4)),
        Step("power", Relation(z - 4, "<=", sp.exp(z - 5)), monotone(v, sp.exp(v)), ["log"]),
        Step("number", Relation(15, "<=", (upper - 1) * sp.exp(5)), sign()),
        Step("line", Relation(3 * z, "<=", 15 * (z - 4)), sign()),
        Step(
            "by_number",
            Relation(15 * (z - 4), "<=", (upper - 1) * sp.exp(5) * (z - 4)),
            monotone(v, (z - 4) * v),
            ["number"],
        ),
        Step(
            "by_power",
            Relation((upper - 1) * sp.exp(5) * (z - 4), "<=", (upper - 1) * sp.exp(z)),
            monotone(v, (upper - 1) * sp.exp(5) * v),
            ["power"],
        ),
        Step("tail", Relation((upper - 1) * sp.exp(z), "<=", most(z)), sign()),
        Step("above", Relation(3 * z, "<=", most(z)), chain(), ["line", "by_number", "by_power", "tail"]),
        Step("above_at", under([far], Relation(3 * S, "<=", most(S))), substitute({z: S}), ["above"]),
        Step("triple", Relation(rise, "<=", 3 * S), sign()),
        Step("rise_far", under([far], goal), chain(), ["triple", "above_at"]),
        # the slope
        Step("rise", goal, cases(), ["rise_near", "rise_far"]),
        Step(
            "bound",
            Relation(formed, "<=", 1 / (1 + E) + most(S) * E / (1 + E) ** 2),
            monotone(v, 1 / (1 + E) + v * E / (1 + E) ** 2),
            ["rise"],
        ),
        Step(
            "value",
            Relation(1 / (1 + e) + ((upper - 1) / e + 2 * upper - 1 + upper * e) * e / (1 + e) ** 2, "=", upper),
            identity(),
        ),
        Step("value_at", Relation(1 / (1 + E) + most(S) * E / (1 + E) ** 2, "=", upper), substitute({e: E}), ["value"]),
        Step("shape_low", Relation(lower, "<=", 1 / (1 + e) + r * e / (1 + e) ** 2), sign()),
        Step("at_least", Relation(lower, "<=", formed), substitute({e: E, r: rise}), ["shape_low"]),
        Step("ratio", Relation(1 / (1 + e) + r * e / (1 + e) ** 2, "=", logistic), identity()),
        Step("form", Relation(formed, "=", right), substitute({e: E, r: rise}), ["ratio"]),
        Step("high", Relation(right, "<=", upper), chain(), ["form", "bound", "value_at"]),
        Step("low", Relation(lower, "<=", right), chain(), ["at_least", "form"]),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        Step("mirror", Relation(mirrored, "=", 1 - logistic), identity()),
        Step("turned", Relation(left, "=", 1 - right), substitute({e: E, r: rise}), ["mirror"]),
        Step("mirror_high", Relation(1 - right, "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - right), monotone(v, 1 - v), ["high"]),
        Step("left", Claim(then=within(left)), chain(), ["turned", "mirror_high", "mirror_low"]),
        Step("after", under([positive], *within(slope)), substitute({y: t}), ["right"]),
        Step("before", under([negative], *within(slope)), substitute({y: -t}), ["left"]),
        Step("claim", THEOREM.claim, cases(), ["after", "before"]),
    ],
)
