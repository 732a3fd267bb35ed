"""For the best m, (m-k)_+ is convex in k: its left neighbour is a term of W(k-1), its right one of W(k+1), or 0."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_power_is_convex import THEOREM, D, W

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
value = lambda shift: (m - k - shift) ** (1 / p) * m ** (-1 / q)  # noqa: E731
power = lambda shift: (m - k - shift) * m ** (-p / q)  # noqa: E731
neighbours = W[-1] ** p + W[1] ** p
half = (neighbours / 2) ** (1 / p)
first, later = Relation(m, "<=", k + 1), Relation(k + 1, "<", m)
doubled = (Relation(2 * power(0), "<=", neighbours),)

PROOF = Proof(
    "worst_case_power_is_convex",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step(
            "left_member",
            Relation(value(-1), "<=", W[-1]),
            lemma("max_member", maximum=MaxOver(value(-1), m, k, n), at=m),
        ),
        Step("left", Relation(power(-1), "<=", W[-1] ** p), monotone(t, t**p), ["left_member"]),
        Step("no_right", Claim([first], [Relation(2 * power(0), "<=", power(-1))]), sign()),
        Step("left_alone", Relation(W[-1] ** p, "<=", neighbours), sign()),
        Step("first_m", Claim([first], doubled), chain(), ["no_right", "left", "left_alone"]),
        Step(
            "right_member",
            Claim([later], [Relation(value(1), "<=", W[1])]),
            lemma("max_member", maximum=MaxOver(value(1), m, k + 2, n), at=m),
        ),
        Step("right", Claim([later], [Relation(power(1), "<=", W[1] ** p)]), monotone(t, t**p), ["right_member"]),
        Step(
            "add_left", Relation(power(-1) + power(1), "<=", W[-1] ** p + power(1)), monotone(t, t + power(1)), ["left"]
        ),
        Step(
            "add_right",
            Claim([later], [Relation(W[-1] ** p + power(1), "<=", neighbours)]),
            monotone(t, t + W[-1] ** p),
            ["right"],
        ),
        Step("later_m", Claim([later], doubled), chain(), ["add_left", "add_right"]),
        Step("every_m", doubled[0], cases(), ["first_m", "later_m"]),
        Step("root", Relation(value(0), "<=", half), monotone(t, 2 ** (-1 / p) * t ** (1 / p)), ["every_m"]),
        Step("maximum", Relation(W[0], "<=", half), lemma("max_least", body=value(0), index=m, bound=half), ["root"]),
        Step("convex", THEOREM.claim, monotone(t, 2 * t**p), ["maximum"]),
    ],
)
