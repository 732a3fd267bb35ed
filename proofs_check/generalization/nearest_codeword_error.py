"""The middle from either side."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.nearest_codeword_error import THEOREM, R, c, error, x, y

v = sp.Symbol("v", real=True)
middle = (1 + R) * c / 2

PROOF = Proof(
    "nearest_codeword_error",
    steps=[
        Step("below", Relation(x, "<=", middle), sign()),
        Step("lower", Relation(2 * x / (R + 1), "<=", c), monotone(v, 2 * v / (R + 1)), ["below"]),
        Step("left", Relation(x - c, "<=", x - 2 * x / (R + 1)), monotone(v, x - v), ["lower"]),
        Step("left_error", Relation(x - 2 * x / (R + 1), "<=", error * x), sign()),
        Step("above", Relation(middle, "<=", y), sign()),
        Step(
            "upper",
            Relation(2 * R * c / (R + 1) * middle / c, "<=", 2 * R * c / (R + 1) * y / c),
            monotone(v, 2 * R / (R + 1) * v),
            ["above"],
        ),
        Step("right", Relation(R * c - y, "<=", 2 * R / (R + 1) * y - y), monotone(v, v - y), ["upper"]),
        Step("right_error", Relation(2 * R / (R + 1) * y - y, "<=", error * y), sign()),
        Step("claim", THEOREM.claim, chain(), ["left", "left_error", "right", "right_error"]),
    ],
)
