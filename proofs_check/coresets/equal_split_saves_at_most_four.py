"""Weighted AM-GM with one factor 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.equal_split_saves_at_most_four import THEOREM, d, epsilon

s, t = sp.Symbol("s", real=True), sp.Symbol("t", nonnegative=True)

PROOF = Proof(
    "equal_split_saves_at_most_four",
    steps=[
        Step(
            "bernoulli",
            Relation((1 + epsilon) ** (1 / d), "<=", (1 + epsilon) / d + 1 - 1 / d),
            lemma("weighted_am_gm", a=1 + epsilon, b=1, w=1 / d),
        ),
        Step(
            "share",
            Relation(2 * d * ((1 + epsilon) ** (1 / d) - 1) / epsilon, "<=", 2),
            monotone(s, 2 * d * s / epsilon - 2 * d / epsilon),
            ["bernoulli"],
        ),
        Step("larger", Relation(1, "<=", 1 + epsilon), sign()),
        Step("root", Relation(1, "<=", (1 + epsilon) ** (1 / d)), monotone(t, t ** (1 / d)), ["larger"]),
        Step(
            "nonnegative",
            Relation(0, "<=", 2 * d * ((1 + epsilon) ** (1 / d) - 1) / epsilon),
            monotone(s, 2 * d * s / epsilon - 2 * d / epsilon),
            ["root"],
        ),
        Step("claim", THEOREM.claim, monotone(t, t**2), ["share", "nonnegative"]),
    ],
)
