"""Small t: log(1+x) >= x/(1+x), x = t/(2u), and Q(1+x) <= 1 by Q <= 1/2 - t phi; beyond by convergents of Mills' ratio.

phi/u = 1 + tQ/u = 1 + 2Qx, so the claim is Q x <= log(1+x), where Q x = phi x/t - 1/2. Up to 1.1 log(1+x) less that
falls in x, down to its value at the x of the third convergent. What is certified has no error function, of which
leancert has no useful enclosure.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import (
    absurd,
    apply,
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
from lqtheory.theorems.statistical_dimension.l1_curve_below_log_bound import THEOREM, D, density, tail, u

(t,) = D.symbols
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
x = t / (2 * u)
goal = Relation(tail * x, "<=", sp.log(1 + x))
low, middle = sp.Rational(3, 5), sp.Rational(11, 10)
small, above, large = Relation(t, "<=", low), Relation(low, "<", t), Relation(middle, "<", t)
between = Relation(t, "<=", middle)
chord = t * (t**2 + 1) / (2 * density)
parts = t**2 / 2 + sp.log(t) + sp.log(t**2 + 1) + sp.log(2 * sp.pi) / 2 - sp.log(2)
constants = sp.log(middle) + sp.log(middle**2 + 1) + sp.log(2 * sp.pi) / 2 - sp.log(2)
mixed = constants - sp.log(middle) + sp.log(t)

MORE = {"z": Real(0, "t"), "a": Real(), "b": Real(), "c": Real(0), "d": Real(0), "g": Real(0)}
z, a, b, c, d, g = (D.extend(**MORE).symbol(name) for name in MORE)
beside = (tail + t * density).subs(t, z)
most = sp.Rational(1, 2) - t * density  # of Q
steep = t + 2 * density + 4 * t**2 * density
X = t * (t**2 + 3) / (2 * density)  # x is at most that
base = sp.Rational(5, 4) * t * (t**2 + 3) * (1 + t**2 / 2)  # at most X
log_x = Relation(sp.log(1 + X) - (1 + X) / (1 + x) + 1, "<=", sp.log(1 + x))


def line(value):
    """Below 2u - Q (2u + t) as a function of Q: its tangent at ``most``."""
    return 2 * density - 2 * t * most**2 - steep * value


def curve(square):
    """2u - Q (2u + t) with the square of Q apart."""
    return 2 * density - 3 * t * tail - 2 * density * tail + 2 * t * square


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


PROOF = Proof(
    "l1_curve_below_log_bound",
    extra=MORE,
    steps=[
        Step("excess", Relation(density / (t**2 + 3), "<=", u), apply("excess_between_convergents")),
        Step("mass", Relation(0, "<", density / (t**2 + 3)), sign()),
        Step("positive", Relation(0, "<", u), chain(), ["mass", "excess"]),
        Step("t", Relation(0, "<", t), sign()),
        Step("add", Relation(t, "<", t + 2 * u), monotone(v, t + 2 * v), ["positive"]),
        Step("sum", Relation(0, "<", t + 2 * u), chain(), ["t", "add"]),
        # t <= 3/5
        Step("down", Relation(-(z**2) * density.subs(t, z), "<", 0), sign()),
        Step("falls", Relation(sp.diff(beside, z), "<", 0), chain(), ["down"]),
        Step(
            "below_half",
            Relation(tail + t * density, "<", sp.Rational(1, 2)),
            lemma("falling_function", value=beside, variable=z),
            ["falls"],
        ),
        Step("most", Relation(tail, "<", most), monotone(v, v - t * density), ["below_half"]),
        Step("at_most", under([small], Relation(0, "<=", line(most))), certificate({"t": (0, low)})),
        Step("line", Relation(line(most), "<", line(tail)), monotone(v, line(v)), ["most"]),
        Step("two_squares", Relation(2 * a * b - b**2, "<=", a**2), sign()),
        Step(
            "square_at_q",
            Relation(2 * tail * most - most**2, "<=", tail**2),
            substitute({a: tail, b: most}),
            ["two_squares"],
        ),
        Step("tangent", Relation(line(tail), "<=", curve(tail**2)), monotone(v, curve(v)), ["square_at_q"]),
        Step("curve", under([small], Relation(0, "<=", curve(tail**2))), chain(), ["at_most", "line", "tangent"]),
        Step(
            "product",
            under([small], Relation(tail * (2 * u + t), "<=", 2 * u)),
            monotone(v, v + tail * (2 * u + t)),
            ["curve"],
        ),
        Step(
            "part",
            under([small], Relation(tail, "<=", 2 * u / (t + 2 * u))),
            monotone(v, v / (t + 2 * u)),
            ["product", "sum"],
        ),
        Step(
            "by_u", under([small], Relation(tail / u, "<=", 2 / (t + 2 * u))), monotone(v, v / u), ["part", "positive"]
        ),
        Step("over", under([small], Relation(tail * x, "<=", t / (t + 2 * u))), monotone(v, v * t / 2), ["by_u"]),
        Step("t_over_u", Relation(0, "<", t / u), monotone(v, v / u), ["t", "positive"]),
        Step("x", Relation(0, "<", x), monotone(v, v / 2), ["t_over_u"]),
        Step("one_x", Relation(1, "<", 1 + x), monotone(v, 1 + v), ["x"]),
        Step("unit", Relation(0, "<", 1), sign()),
        Step("some", Relation(0, "<", 1 + x), chain(), ["unit", "one_x"]),
        Step("ratio", Relation(t / (t + 2 * u), "=", x / (1 + x)), identity(), ["positive", "sum"]),
        Step("log", Relation(x / (1 + x), "<=", sp.log(1 + x)), lemma("log_above", x=x), ["x"]),
        Step("first", under([small], goal), chain(), ["over", "ratio", "log"]),
        Step("lower", Relation(t * density, "<=", (t**2 + 1) * tail), lemma("mills_lower", t=t)),
        Step("u", Relation(u, "<=", density / (t**2 + 1)), monotone(v, density - t * v / (t**2 + 1)), ["lower"]),
        Step("chord", Relation(chord, "<=", x), monotone(w, t / (2 * w)), ["u", "positive"]),
        # 3/5 < t <= 11/10
        Step("x_most", Relation(x, "<=", X), monotone(w, t / (2 * w)), ["excess", "positive"]),
        Step("gap", Relation(0, "<=", X - x), monotone(v, v - x), ["x_most"]),
        Step("below_tangent", Relation(sp.log(c / d), "<=", c / d - 1), lemma("log_tangent", t=c / d)),
        Step("both_logs", Relation(sp.log(c) - sp.log(d), "<=", c / d - 1), chain(), ["below_tangent"]),
        Step(
            "one_log",
            Relation(sp.log(c) - c / d + 1, "<=", sp.log(d)),
            monotone(v, v + sp.log(d) - c / d + 1),
            ["both_logs"],
        ),
        Step(
            "at_parts",
            Relation(sp.log(1 + X) - (1 + X) / (1 + t / (2 * g)) + 1, "<=", sp.log(1 + t / (2 * g))),
            substitute({c: 1 + X, d: 1 + t / (2 * g)}),
            ["one_log"],
        ),
        Step("where", under([Relation(0, "<", u)], log_x), substitute({g: u}), ["at_parts"]),
        Step("else", under([Relation(u, "<=", 0)], Relation(u, "<=", 0)), assumed()),
        Step("clash", under([Relation(u, "<=", 0)], Relation(0, "<", 0)), chain(), ["positive", "else"]),
        Step("never", under([Relation(u, "<=", 0)], log_x), absurd(), ["clash"]),
        Step("log_x", log_x, cases(), ["where", "never"]),
        Step(
            "enough_x",
            under([above, between], Relation(t, "<=", density * (1 + chord))),
            certificate({"t": (low, middle)}),
        ),
        Step(
            "by_chord",
            Relation(density * (1 + chord), "<=", density * (1 + x)),
            monotone(v, density + density * v),
            ["chord"],
        ),
        Step("rate", under([above, between], Relation(t, "<=", density * (1 + x))), chain(), ["enough_x", "by_chord"]),
        Step(
            "rate_x",
            under([above, between], Relation(t / (1 + x), "<=", density)),
            monotone(v, v / (1 + x)),
            ["rate", "some"],
        ),
        Step(
            "rate_gap",
            under([above, between], Relation((X - x) / (1 + x), "<=", density * (X - x) / t)),
            monotone(v, (X - x) * v / t),
            ["rate_x", "gap"],
        ),
        Step("log_growth", Relation(sp.log(1 + t**2 / 2), "<=", t**2 / 2), lemma("log_tangent", t=1 + t**2 / 2)),
        Step("growth", Relation(1 + t**2 / 2, "<=", sp.exp(t**2 / 2)), monotone(v, sp.exp(v)), ["log_growth"]),
        Step("root", Relation(sp.Rational(5, 2), "<=", sp.sqrt(2 * sp.pi)), sign()),
        Step(
            "by_root", Relation(base, "<=", base * sp.sqrt(2 * sp.pi) * 2 / 5), monotone(v, base * v * 2 / 5), ["root"]
        ),
        Step(
            "by_growth",
            Relation(base * sp.sqrt(2 * sp.pi) * 2 / 5, "<=", X),
            monotone(v, t * (t**2 + 3) / 2 * sp.sqrt(2 * sp.pi) * v),
            ["growth"],
        ),
        Step("X_least", Relation(base, "<=", X), chain(), ["by_root", "by_growth"]),
        Step("one_X", Relation(1 + base, "<=", 1 + X), monotone(v, 1 + v), ["X_least"]),
        Step("log_X", Relation(sp.log(1 + base), "<=", sp.log(1 + X)), monotone(w, sp.log(w)), ["one_X"]),
        Step(
            "number_x",
            under([above, between], Relation((t**2 + 2) / 2, "<=", sp.log(1 + base))),
            certificate({"t": (low, middle)}),
        ),
        Step(
            "least",
            under([above, between], Relation((t**2 + 2) / 2, "<=", sp.log(1 + X))),
            chain(),
            ["number_x", "log_X"],
        ),
        Step("form_x", Relation(tail * x, "=", (t**2 + 2) / 2 - density * (X - x) / t), identity(), ["positive"]),
        Step(
            "first_part",
            under(
                [above, between],
                Relation((t**2 + 2) / 2 - density * (X - x) / t, "<=", sp.log(1 + X) - density * (X - x) / t),
            ),
            monotone(v, v - density * (X - x) / t),
            ["least"],
        ),
        Step(
            "second_part",
            under(
                [above, between],
                Relation(sp.log(1 + X) - density * (X - x) / t, "<=", sp.log(1 + X) - (X - x) / (1 + x)),
            ),
            monotone(v, sp.log(1 + X) - v),
            ["rate_gap"],
        ),
        Step(
            "one_over",
            Relation(sp.log(1 + X) - (X - x) / (1 + x), "=", sp.log(1 + X) - (1 + X) / (1 + x) + 1),
            identity(),
            ["some"],
        ),
        Step(
            "second",
            under([above, between], goal),
            chain(),
            ["form_x", "first_part", "second_part", "one_over", "log_x"],
        ),
        # 11/10 < t
        Step("left", Relation(t * tail, "<=", (t**2 + 2) * u), monotone(v, (t**2 + 3) * v - u), ["excess"]),
        Step("quotient", Relation(t * tail / u, "<=", t**2 + 2), monotone(v, v / u), ["left", "positive"]),
        Step("half", Relation(tail * x, "<=", (t**2 + 2) / 2), monotone(v, v / 2), ["quotient"]),
        Step("one", Relation(x, "<=", 1 + x), sign()),
        Step("more", Relation(chord, "<=", 1 + x), chain(), ["chord", "one"]),
        Step("logs", Relation(sp.log(chord), "<=", sp.log(1 + x)), monotone(w, sp.log(w)), ["more", "some"]),
        Step("large", under([large], Relation(middle, "<=", t)), sign()),
        Step(
            "log_t",
            under([large], Relation(constants, "<=", mixed)),
            monotone(w, constants - sp.log(middle) + sp.log(w)),
            ["large"],
        ),
        Step("square", under([large], Relation(middle**2 + 1, "<=", t**2 + 1)), monotone(w, w**2 + 1), ["large"]),
        Step(
            "log_square",
            under([large], Relation(mixed, "<=", parts - t**2 / 2)),
            monotone(w, mixed - sp.log(middle**2 + 1) + sp.log(w)),
            ["square"],
        ),
        Step("number", Relation(1, "<=", constants), sign()),
        Step("enough", under([large], Relation(1, "<=", parts - t**2 / 2)), chain(), ["number", "log_t", "log_square"]),
        Step("right", under([large], Relation((t**2 + 2) / 2, "<=", parts)), monotone(v, v + t**2 / 2), ["enough"]),
        Step("third", under([large], goal), chain(), ["half", "right", "logs"]),
        Step("upper", under([above], goal), cases(), ["second", "third"]),
        Step("goal", goal, cases(), ["first", "upper"]),
        Step(
            "double", Relation(1 + 2 * tail * x, "<=", 1 + 2 * sp.log(1 + x)), monotone(v, 1 + 2 * v), ["goal", "some"]
        ),
        Step("form", Relation(density / u, "=", 1 + 2 * tail * x), identity(), ["positive"]),
        Step("claim", THEOREM.claim, chain(), ["form", "double", "some"]),
    ],
)
