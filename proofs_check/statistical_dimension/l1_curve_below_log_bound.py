"""Small t: log(1+x) >= x/(1+x), x = t/(2u), and Q(1+x) <= 1; up to 1.1 by balls; beyond by convergents of Mills' ratio.

phi/u = 1 + tQ/u = 1 + 2Qx, so the claim is Q x <= log(1+x).
"""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, certificate, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_curve_below_log_bound import THEOREM, D, density, tail, u

(t,) = D.symbols
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
x = t / (2 * u)
goal = Relation(tail * x, "<=", sp.log(1 + x))
low, middle = sp.Rational(7, 10), sp.Rational(11, 10)
small, above, large = Relation(t, "<=", low), Relation(low, "<", t), Relation(middle, "<", t)
between = Relation(t, "<=", middle)
chord = t * (t**2 + 1) / (2 * density)
parts = t**2 / 2 + sp.log(t) + sp.log(t**2 + 1) + sp.log(2 * sp.pi) / 2 - sp.log(2)
constants = sp.log(middle) + sp.log(middle**2 + 1) + sp.log(2 * sp.pi) / 2 - sp.log(2)
mixed = constants - sp.log(middle) + sp.log(t)


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


PROOF = Proof(
    "l1_curve_below_log_bound",
    steps=[
        Step("excess", Relation(density / (t**2 + 3), "<=", u), apply("excess_between_convergents")),
        Step("mass", Relation(0, "<", density / (t**2 + 3)), sign()),
        Step("positive", Relation(0, "<", u), chain(), ["mass", "excess"]),
        Step("t", Relation(0, "<", t), sign()),
        Step("add", Relation(t, "<", t + 2 * u), monotone(v, t + 2 * v), ["positive"]),
        Step("sum", Relation(0, "<", t + 2 * u), chain(), ["t", "add"]),
        # t <= 7/10
        Step("product", under([small], Relation(tail * (2 * u + t), "<=", 2 * u)), certificate({"t": (0, low)})),
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
        Step("ratio", Relation(t / (t + 2 * u), "=", x / (1 + x)), identity(), ["positive", "sum"]),
        Step("t_over_u", Relation(0, "<", t / u), monotone(v, v / u), ["t", "positive"]),
        Step("x", Relation(0, "<", x), monotone(v, v / 2), ["t_over_u"]),
        Step("log", Relation(x / (1 + x), "<=", sp.log(1 + x)), lemma("log_above", x=x), ["x"]),
        Step("first", under([small], goal), chain(), ["over", "ratio", "log"]),
        # 7/10 < t <= 11/10
        Step("second", under([above, between], goal), certificate({"t": (low, middle)})),
        # 11/10 < t
        Step("left", Relation(t * tail, "<=", (t**2 + 2) * u), monotone(v, (t**2 + 3) * v - u), ["excess"]),
        Step("quotient", Relation(t * tail / u, "<=", t**2 + 2), monotone(v, v / u), ["left", "positive"]),
        Step("half", Relation(tail * x, "<=", (t**2 + 2) / 2), monotone(v, v / 2), ["quotient"]),
        Step("lower", Relation(t * density, "<=", (t**2 + 1) * tail), lemma("mills_lower", t=t)),
        Step("u", Relation(u, "<=", density / (t**2 + 1)), monotone(v, density - t * v / (t**2 + 1)), ["lower"]),
        Step("chord", Relation(chord, "<=", x), monotone(w, t / (2 * w)), ["u", "positive"]),
        Step("one", Relation(x, "<=", 1 + x), sign()),
        Step("more", Relation(chord, "<=", 1 + x), chain(), ["chord", "one"]),
        Step("one_x", Relation(1, "<", 1 + x), monotone(v, 1 + v), ["x"]),
        Step("unit", Relation(0, "<", 1), sign()),
        Step("some", Relation(0, "<", 1 + x), chain(), ["unit", "one_x"]),
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
