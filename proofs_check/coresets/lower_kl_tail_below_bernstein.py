"""A square below Bennett's function to the left of zero, Bernstein's bound to the right of it, and a sum of both."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.lower_kl_tail_below_bernstein import THEOREM, D

m, B, e = D.symbols
t = sp.Symbol("t", real=True)
b = B - 1
down, up = (1 - e) * sp.log(1 - e), (b + e) * sp.log((b + e) / b)
square = e**2 / 2 / (b + e / 3)
both = (e**2 / 2 + square) / B
rate = e**2 / (2 * b + 2 * e / 3)
claim = THEOREM.claim.then[0]

PROOF = Proof(
    "lower_kl_tail_below_bernstein",
    steps=[
        Step(
            "left",
            Relation(e**2 / 2, "<=", down + e),
            apply("square_below_logarithmic_loss", {"b": 1, "h": e}),
        ),
        Step("left_alone", Relation(e**2 / 2 - e, "<=", down), monotone(t, t - e), ["left"]),
        Step(
            "right",
            Relation(e**2 / 4 / (b + e / 3), "<=", ((b + e) * sp.log(1 + e / b) - e) / 2),
            apply("bernstein_form_of_volume_tails", {"delta": b, "h": e, "b": 2 * e}),
        ),
        Step("right_twice", Relation(square + e, "<=", up), monotone(t, 2 * t + e), ["right"]),
        Step(
            "first",
            Relation((e**2 / 2 + square) / B, "<=", (down + square + e) / B),
            monotone(t, t / B + (square + e) / B),
            ["left_alone"],
        ),
        Step(
            "second",
            Relation((down + square + e) / B, "<=", (down + up) / B),
            monotone(t, t / B + down / B),
            ["right_twice"],
        ),
        Step("surplus", Relation(0, "<=", e**3 / (2 * B * (3 * b + e))), sign()),
        Step("surplus_is", Relation(e**3 / (2 * B * (3 * b + e)), "=", both - rate), identity()),
        Step("nonnegative", Relation(0, "<=", both - rate), chain(), ["surplus", "surplus_is"]),
        Step("rates", Relation(rate, "<=", both), monotone(t, t + rate), ["nonnegative"]),
        Step("exponents", Relation(rate, "<=", (down + up) / B), chain(), ["rates", "first", "second"]),
        Step("scaled", Relation(-m * (up + down) / B, "<=", -m * rate), monotone(t, -m * t), ["exponents"]),
        Step("claim", claim, monotone(t, sp.exp(t)), ["scaled"]),
    ],
)
