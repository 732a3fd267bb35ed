"""Up to order 6/5 the slope of f is certified to be below -0.09; beyond, the gap itself is certified."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropy_gap_of_converse_example import THEOREM, D, gap, least

a, b = D.symbols
h, c, u, w = (sp.Symbol(letter, positive=True) for letter in "hcuw")
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


PROOF = Proof(
    "entropy_gap_of_converse_example",
    extra={"h": Real(0, end), "c": Real(end, 64, closed="left"), "u": Real("a", 1), "w": Real(1, "b")},
    steps=[
        Step("slope", slope(h), certificate(pieces=2000)),
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
