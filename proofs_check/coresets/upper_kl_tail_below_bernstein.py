"""Bernstein's bound of Bennett's function to the right of zero, a square to the left of it, and a sum of both."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.upper_kl_tail_below_bernstein import THEOREM, D

m, B, e = D.symbols
t = sp.Symbol("t", real=True)
b = B - 1
up, down = (1 + e) * sp.log(1 + e), (b - e) * sp.log((b - e) / b)
square = e**2 / 2 / (1 + e / 3)
both = (square + e**2 / (2 * b)) / B
rate = 3 * e**2 / ((6 + 2 * e) * b)
claim = THEOREM.claim.then[0]

PROOF = Proof(
    "upper_kl_tail_below_bernstein",
    steps=[
        Step(
            "right",
            Relation(e**2 / 4 / (1 + e / 3), "<=", ((1 + e) * sp.log(1 + e) - e) / 2),
            apply("bernstein_form_of_volume_tails", {"delta": 1, "h": e, "b": 2 * e}),
        ),
        Step("right_twice", Relation(square + e, "<=", up), monotone(t, 2 * t + e), ["right"]),
        Step(
            "left",
            Relation(e**2 / (2 * b), "<=", down + e),
            apply("square_below_logarithmic_loss", {"b": b, "h": e}),
        ),
        Step("left_alone", Relation(e**2 / (2 * b) - e, "<=", down), monotone(t, t - e), ["left"]),
        Step(
            "first",
            Relation((square + e + e**2 / (2 * b) - e) / B, "<=", (up + e**2 / (2 * b) - e) / B),
            monotone(t, t / B + (e**2 / (2 * b) - e) / B),
            ["right_twice"],
        ),
        Step(
            "second",
            Relation((up + e**2 / (2 * b) - e) / B, "<=", (up + down) / B),
            monotone(t, t / B + up / B),
            ["left_alone"],
        ),
        Step("surplus", Relation(0, "<=", e**3 / (2 * B * b * (3 + e))), sign()),
        Step("surplus_is", Relation(e**3 / (2 * B * b * (3 + e)), "=", both - rate), identity()),
        Step("nonnegative", Relation(0, "<=", both - rate), chain(), ["surplus", "surplus_is"]),
        Step("rates", Relation(rate, "<=", both), monotone(t, t + rate), ["nonnegative"]),
        Step("exponents", Relation(rate, "<=", (up + down) / B), chain(), ["rates", "first", "second"]),
        Step("scaled", Relation(-m * (up + down) / B, "<=", -m * rate), monotone(t, -m * t), ["exponents"]),
        Step("claim", claim, monotone(t, sp.exp(t)), ["scaled"]),
    ],
)
