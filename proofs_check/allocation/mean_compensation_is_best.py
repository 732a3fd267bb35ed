"""Expand the squares and complete the square in c, which is not negative."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.allocation.mean_compensation_is_best import THEOREM, D, c, index, n, output, total, variance

EXTRA = {"i": Integer(1, "n"), "a": Real(), "b": Real()}
a, b = D.extend(**EXTRA).symbols[-2:]
v = sp.Symbol("v", real=True)
squares = total((output - c) ** 2)
expanded = total(output**2) - 2 * c * total(output) + c**2 * total(sp.S.One)
counted = total(output**2) - 2 * c * total(output) + c**2 * n
square = n * (c - total(output) / n) ** 2

PROOF = Proof(
    "mean_compensation_is_best",
    extra=EXTRA,
    steps=[
        Step(
            "expanded",
            Relation(squares, "=", expanded),
            lemma(
                "linear_sum",
                total=(output - c) ** 2,
                terms=((1, output**2), (-2 * c, output), (c**2, 1)),
                index=index,
                low=1,
                high=n,
            ),
        ),
        Step(
            "count",
            Relation(total(sp.S.One), "=", n),
            lemma("telescoping_sum", body=1, antidifference=-index, index=index),
        ),
        Step(
            "counted",
            Relation(expanded, "=", counted),
            monotone(v, total(output**2) - 2 * c * total(output) + c**2 * v),
            ["count"],
        ),
        Step("equal", THEOREM.claim.then[0], chain(), ["expanded", "counted"]),
        Step("some", Relation(0, "<=", (a - b) ** 2), sign()),
        Step(
            "distance",
            Relation(0, "<=", (c - total(output) / n) ** 2),
            substitute({a: c, b: total(output) / n}),
            ["some"],
        ),
        Step("more", Relation(variance, "<=", variance + square), monotone(v, variance + n * v), ["distance"]),
        Step("least", THEOREM.claim.then[1], chain(), ["more", "equal"]),
        Step("claim", THEOREM.claim, chain(), ["equal", "least"]),
    ],
)
