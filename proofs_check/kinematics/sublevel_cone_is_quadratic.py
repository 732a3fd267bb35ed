"""The means of t X and c/t, and the assumption divided by 2t."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sublevel_cone_is_quadratic import THEOREM, D

c, X, B, t = D.symbols
v, given = sp.Symbol("v", real=True), THEOREM.claim.given
half = sp.Rational(1, 2)
mean = half * t * X + half * c / t

PROOF = Proof(
    "sublevel_cone_is_quadratic",
    steps=[
        Step(
            "means",
            Relation(sp.sqrt(t * X) * sp.sqrt(c / t), "<=", mean),
            lemma("weighted_am_gm", a=t * X, b=c / t, w=half),
        ),
        Step("assumed", Claim(given, given), sign()),
        Step(
            "divided",
            Claim(given, [Relation((t**2 * X - 2 * t * B + c) / (2 * t), "<=", 0)]),
            monotone(v, v / (2 * t)),
            ["assumed"],
        ),
        Step("gap", Claim(given, [Relation(mean - B, "<=", 0)]), chain(), ["divided"]),
        Step("below", Claim(given, [Relation(mean, "<=", B)]), monotone(v, v + B), ["gap"]),
        Step("claim", THEOREM.claim, chain(), ["means", "below"]),
    ],
)
