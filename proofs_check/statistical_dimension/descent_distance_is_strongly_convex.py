"""Each (h - x w)_+^2 lies above its tangent at t; the parabola that is left is least at slope/(2E) from t."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign
from lqtheory.quantities.soft_distances import soft_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.descent_distance_is_strongly_convex import (
    THEOREM,
    D,
    energy,
    slope,
)

P, t, u = D.symbols
h, w = (sp.Symbol(name, nonnegative=True) for name in "hw")
v = sp.Symbol("v", real=True)
here, there = h - t * w, h - u * w
first, second = sp.Max(0, here), sp.Max(0, there)
square, pull = soft_quantity("soft_square"), soft_quantity("soft_pull")(P, t)
falls, rises = Relation(here, "<=", 0), Relation(0, "<=", here)
same = Relation(first**2, "=", first * here)
tangent = 2 * (u - t) * pull
rest = square(P, u) - square(P, t)
parabola = energy * (u - t) ** 2 + (u - t) * slope
left, right = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs


def under(given, *then):
    """What holds on one side."""
    return Claim(given=[given], then=list(then))


PROOF = Proof(
    "descent_distance_is_strongly_convex",
    extra={"h": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("flat", under(falls, same), identity()),
        Step("all", under(rises, Relation(first, "=", here)), lemma("antisymmetry", a=first, b=here)),
        Step("steep", under(rises, same), monotone(v, first * v), ["all"]),
        Step("same", same, cases(), ["flat", "steep"]),
        Step("other", Relation(there, "<=", second), lemma("at_most_larger", a=there, b=0)),
        Step("product", Relation(first * there, "<=", first * second), monotone(v, first * v), ["other"]),
        Step("squares", Relation(0, "<=", (second - first) ** 2), sign()),
        Step(
            "lower",
            Relation(second**2 + first**2 - 2 * first * second, "<=", second**2 + first**2 - 2 * first * there),
            monotone(v, second**2 + first**2 - 2 * v),
            ["product"],
        ),
        Step(
            "put_in",
            Relation(
                second**2 + first**2 - 2 * first * there,
                "=",
                second**2 - first**2 + 2 * first * here - 2 * first * there,
            ),
            monotone(v, second**2 - first**2 + 2 * v - 2 * first * there),
            ["same"],
        ),
        Step(
            "entry",
            Relation(0, "<=", second**2 - first**2 + 2 * (u - t) * w * first),
            chain(),
            ["squares", "lower", "put_in"],
        ),
        Step("sums", Relation(0, "<=", rest + tangent), lemma("soft_sums", P=P, t=t, u=u, h=h, w=w), ["entry"]),
        Step("moved", Relation(left, "<=", left + rest + tangent), monotone(v, left + v), ["sums"]),
        Step("whole", Relation(0, "<=", (slope / 2 + energy * (u - t)) ** 2 / energy), sign()),
        Step("positive", Relation(0, "<=", right + parabola), chain(), ["whole"]),
        Step("bound", Relation(-parabola, "<=", right), monotone(v, v - parabola), ["positive"]),
        Step("claim", THEOREM.claim, chain(), ["moved", "bound"]),
    ],
)
