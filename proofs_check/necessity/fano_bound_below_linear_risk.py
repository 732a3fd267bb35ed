"""The hypotheses have squared norm V <= R^2 and V <= n sigma^2, and c^2 + (1-c)^2 >= 1/2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.necessity.fano_bound_below_linear_risk import THEOREM, D, level

s, n, sigma, R, c = D.symbols
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
norm = s * sigma**2 * level / 8  # squared norm of the hypotheses
noise, radius = n * sigma**2, R**2
claimed, risk = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
weight = c**2 + (1 - c) ** 2

PROOF = Proof(
    "fano_bound_below_linear_risk",
    steps=[
        Step("tangent", Relation(level, "<=", n / (4 * s) - 1), lemma("log_tangent", t=n / (4 * s))),
        Step(
            "scaled",
            Relation(norm, "<=", s * sigma**2 / 8 * (n / (4 * s) - 1)),
            monotone(v, s * sigma**2 / 8 * v),
            ["tangent"],
        ),
        Step("small", Relation(s * sigma**2 / 8 * (n / (4 * s) - 1), "<=", noise), sign()),
        Step("below_noise", Relation(norm, "<=", noise), chain(), ["scaled", "small"]),
        Step("below_radius", Relation(norm, "<=", radius), sign()),
        Step(
            "variance",
            Relation(c**2 * norm + (1 - c) ** 2 * norm, "<=", c**2 * noise + (1 - c) ** 2 * norm),
            monotone(v, c**2 * v + (1 - c) ** 2 * norm),
            ["below_noise"],
        ),
        Step(
            "bias",
            Relation(c**2 * noise + (1 - c) ** 2 * norm, "<=", risk),
            monotone(v, (1 - c) ** 2 * v + c**2 * noise),
            ["below_radius"],
        ),
        Step("square", Relation(0, "<=", 2 * (c - sp.Rational(1, 2)) ** 2), sign()),
        Step(
            "weight",
            Relation(sp.Rational(1, 2), "<=", weight),
            monotone(v, v + sp.Rational(1, 2)),
            ["square"],
        ),
        Step("eighth", Relation(sp.Rational(1, 8), "<=", sp.Rational(1, 2)), sign()),
        Step("enough", Relation(sp.Rational(1, 8), "<=", weight), chain(), ["eighth", "weight"]),
        Step("flat", Relation(1, "<=", n / (4 * s)), sign()),
        Step("level", Relation(0, "<=", level), monotone(t, sp.log(t)), ["flat"]),
        Step("least", Relation(claimed, "<=", weight * norm), monotone(v, v * norm), ["enough", "level"]),
        Step("together", THEOREM.claim, chain(), ["least", "variance", "bias"]),
    ],
)
