"""Up to order 6/5 the slope of f is certified to be below -0.09; beyond, a relation in z = 2^-b is.

-f(b) is b ln(5/4) - ln 2 + ln(1 + 2z) - ln(1 + z^2) with b = -ln z/ln 2; below z = 1/32 the first terms suffice.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import (
    absurd,
    assumed,
    cases,
    certificate,
    chain,
    identity,
    lemma,
    monotone,
    sign,
    substitute,
)
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropy_gap_of_converse_example import THEOREM, D, first, gap, least, second

a, b = D.symbols
h, u, w, g, z, p = (sp.Symbol(letter, positive=True) for letter in "huwgzp")
t = sp.Symbol("t", real=True)
end, least_z, most_z = sp.Rational(6, 5), sp.Rational(1, 32), sp.Rational(9, 20)
near, far = Relation(b, "<", end), Relation(end, "<=", b)
lower, upper = THEOREM.claim.then
two = sp.log(2)


def tilted(order):
    """What falls: f plus 0.09 times the order."""
    return gap(order) + least * order


def slope(variable):
    """That it falls."""
    return Relation(sp.diff(tilted(variable), variable), "<", 0)


def rates(power):
    """Slopes of the logarithms of both sums at order h, in 2^-h."""
    return -two * (1 + 4 * power) / (1 + 2 * power), two * (1 - power**2) / (1 + power**2) - sp.log(5)


half = sp.Rational(1, 2) ** h
slope_x, slope_y = (sp.diff(sp.log(powers(h)), h) for powers in (first, second))
rate_x, rate_y = rates(half)
EXTRA = {
    "h": Real(0, end),
    "u": Real("a", 1),
    "w": Real(1, "b"),
    "g": Real(0),
    "z": Real(0, most_z, closed="right"),
}
# beyond order 6/5
rise = sp.log(sp.Rational(5, 4)) - least
tiny, some = Relation(z, "<", least_z), Relation(least_z, "<=", z)
half_b, half_g = (sp.Rational(1, 2) ** order for order in (b, g))  # z at that order
x_g, y_g = half_g * (1 + 2 * half_g), 2 * sp.Rational(2, 5) ** g * (1 + half_g**2)  # the sums of powers
x, y = (powers.subs(g, b) for powers in (x_g, y_g))
small, large = Relation(half_b, "<=", most_z), Relation(most_z, "<", half_b)


def logs(power):
    """What the shares beside the largest ones add."""
    return sp.log(1 + 2 * power) - sp.log(1 + power**2)


enough = Relation(two - least, "<", -rise / two * sp.log(z) + logs(z))

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
        # beyond order 6/5, in z
        Step("between", Claim([some], [enough]), certificate({"z": (least_z, most_z)})),
        Step("tiny", Claim([tiny], [tiny]), assumed()),
        Step("log_z", Claim([tiny], [Relation(sp.log(z), "<", -5 * two)]), monotone(p, sp.log(p)), ["tiny"]),
        Step(
            "first_terms",
            Claim([tiny], [Relation(5 * rise, "<", -rise / two * sp.log(z))]),
            monotone(t, -rise / two * t),
            ["log_z"],
        ),
        Step("number", Relation(two - least, "<", 5 * rise), sign()),
        Step("squares", Claim([tiny], [Relation(1 + z**2, "<=", 1 + 2 * z)]), sign()),
        Step(
            "log_squares",
            Claim([tiny], [Relation(sp.log(1 + z**2), "<=", sp.log(1 + 2 * z))]),
            monotone(p, sp.log(p)),
            ["squares"],
        ),
        Step(
            "more",
            Claim([tiny], [Relation(-rise / two * sp.log(z), "<=", -rise / two * sp.log(z) + logs(z))]),
            monotone(t, t - sp.log(1 + z**2) - rise / two * sp.log(z)),
            ["log_squares"],
        ),
        Step("near_zero", Claim([tiny], [enough]), chain(), ["number", "first_terms", "more"]),
        Step("in_z", enough, cases(), ["near_zero", "between"]),
        # from z to the order
        Step(
            "in_b",
            Claim([small], [Relation(two - least, "<", rise * b + logs(half_b))]),
            substitute({z: half_b}),
            ["in_z"],
        ),
        Step(
            "by_parts",
            Claim([small], [Relation(least * (b - 1), "<", sp.log(x) - sp.log(y))]),
            monotone(t, t + least * b - two),
            ["in_b"],
        ),
        Step("any_first", Relation(first(g), "=", x_g), identity()),
        Step("any_second", Relation(second(g), "=", y_g), identity()),
        Step("x", Relation(first(b), "=", x), substitute({g: b}), ["any_first"]),
        Step("y", Relation(second(b), "=", y), substitute({g: b}), ["any_second"]),
        Step("log_x", Relation(sp.log(first(b)), "=", sp.log(x)), monotone(p, sp.log(p)), ["x"]),
        Step("log_y", Relation(sp.log(second(b)), "=", sp.log(y)), monotone(p, sp.log(p)), ["y"]),
        Step(
            "with_x",
            Relation(sp.log(first(b)) - sp.log(y), "=", sp.log(x) - sp.log(y)),
            monotone(t, t - sp.log(y)),
            ["log_x"],
        ),
        Step(
            "with_y",
            Relation(-gap(b), "=", sp.log(first(b)) - sp.log(y)),
            monotone(t, sp.log(first(b)) - t),
            ["log_y"],
        ),
        Step("beyond", Claim([small], [upper]), chain(), ["by_parts", "with_x", "with_y"]),
        Step("large", Claim([far, large], [large]), assumed()),
        Step(
            "log_large",
            Claim([far, large], [Relation(sp.log(most_z), "<", sp.log(half_b))]),
            monotone(p, sp.log(p)),
            ["large"],
        ),
        Step("order", Claim([far], [Relation(-b * two, "<=", -end * two)]), sign()),
        Step("at_end", Relation(-end * two, "<", sp.log(most_z)), sign()),
        Step(
            "clash",
            Claim([far, large], [Relation(sp.log(most_z), "<", sp.log(most_z))]),
            chain(),
            ["log_large", "order", "at_end"],
        ),
        Step("never", Claim([far, large], [upper]), absurd(), ["clash"]),
        Step("far_small", Claim([far, small], [upper]), chain(), ["beyond"]),
        Step("far", Claim([far], [upper]), cases(), ["far_small", "never"]),
        Step("upper", upper, cases(), ["near", "far"]),
        Step("both", THEOREM.claim, chain(), ["lower", "upper"]),
    ],
)
