"""h <= d, so that s + h/3 <= 4d/3."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sharpened_width_gives_published import D, h

L, d, s = D.symbols
t = sp.Symbol("t", positive=True)

PROOF = Proof(
    "sharpened_width_gives_published",
    steps=[
        Step("square", Relation(8 * L * d, "<=", d**2), sign()),
        Step("root", Relation(h, "<=", d), monotone(t, sp.sqrt(t)), ["square"]),
        Step("part", Relation(s + h / 3, "<=", s + d / 3), monotone(t, s + t / 3), ["root"]),
        Step("rest", Relation(s + d / 3, "<=", 4 * d / 3), sign()),
        Step("sum", Relation(s + h / 3, "<=", 4 * d / 3), chain(), ["part", "rest"]),
        Step(
            "quotient",
            Relation(2 * L * d / (4 * d / 3), "<=", 2 * L * d / (s + h / 3)),
            monotone(t, 2 * L * d / t),
            ["sum"],
        ),
    ],
)
