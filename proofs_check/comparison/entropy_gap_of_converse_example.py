"""Up to order 6/5 the slope of f is certified to be below -0.09; beyond, the gap itself is certified."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropy_gap_of_converse_example import THEOREM, D, first, gap, least, second

a, b = D.symbols
h, c, u, w, g = (sp.Symbol(letter, positive=True) for letter in "hcuwg")
t = sp.Symbol("t", real=True)
end = sp.Rational(6, 5)
near, far = Relation(b, "<", end), Relation(end, "<=", b)
lower, upper = THEOREM.claim.then


def tilted(order):
    """What falls: f plus 0.09 times the order."""
    return gap(order) + least * order


def slope(variable):
    """That it falls."""
    return Relation(sp.diff(tilted(variable), variable), "<", 0)


def rates(power):
    """Slopes of the logarithms of both sums at order h, in 2^-h."""
    two, five = sp.log(2), sp.log(5)
    return -two * (1 + 4 * power) / (1 + 2 * power), two * (1 - power**2) / (1 + power**2) - five


half = sp.Rational(1, 2) ** h
slope_x, slope_y = (sp.diff(sp.log(powers(h)), h) for powers in (first, second))
rate_x, rate_y = rates(half)
EXTRA = {
    "h": Real(0, end),
    "c": Real(end, 64, closed="left"),
    "u": Real("a", 1),
    "w": Real(1, "b"),
    "g": Real(0),
}

PROOF = Proof(
    "entropy_gap_of_converse_example",
    extra=EXTRA,
    steps=[
        Step("rate", Relation(rate_y - rate_x + least, "<", 0), certificate()),
        Step("any_y", Relation(slope_y, "=", rate_y).subs({h: g}), identity()),
        Step("any_x", Relation(slope_x, "=", rate_x).subs({h: g}), identity()),
        Step("form_y", Relation(slope_y, "=", rate_y), substitute({g: h}), ["any_y"]),
        Step("form_x", Relation(slope_x, "=", rate_x), substitute({g: h}), ["any_x"]),
        Step(
            "one",
            Relation(slope_y - slope_x + least, "=", rate_y - slope_x + least),
            monotone(t, t - slope_x + least),
            ["form_y"],
        ),
        Step(
            "other",
            Relation(rate_y - slope_x + least, "=", rate_y - rate_x + least),
            monotone(t, rate_y - t + least),
            ["form_x"],
        ),
        Step("slope", slope(h), chain(), ["one", "other", "rate"]),
        Step("slope_u", slope(u), substitute({h: u}), ["slope"]),
        Step(
            "falls_a",
            Relation(tilted(sp.Integer(1)), "<", tilted(a)),
            lemma("falling_function", value=tilted(u), variable=u),
            ["slope_u"],
        ),
        Step("lower", lower, monotone(t, t - least * a), ["falls_a"]),
        Step("slope_w", Claim([near], [slope(w)]), substitute({h: w}), ["slope"]),
        Step(
            "falls_b",
            Claim([near], [Relation(tilted(b), "<", tilted(sp.Integer(1)))]),
            lemma("falling_function", value=tilted(w), variable=w),
            ["slope_w"],
        ),
        Step("near", Claim([near], [upper]), monotone(t, t - gap(b) - least), ["falls_b"]),
        Step("beyond", upper.subs({b: c}), certificate(pieces=4000)),
        Step("far", Claim([far], [upper]), substitute({c: b}), ["beyond"]),
        Step("upper", upper, cases(), ["near", "far"]),
        Step("both", THEOREM.claim, chain(), ["lower", "upper"]),
    ],
)
