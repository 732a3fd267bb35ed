"""Far out the slope is h + 4 t exp(-2t) at most, or t exp(t) at least, with exp(|t|) >= (1 + |t|/4)^4.

Nearer, h + t r with r > 0 within its bounds means that t lies between (L - h)/r and (U - h)/r, which are sums of powers
of exp(t) and of 1/(1 + exp(t)): t stands in them once, and both checkers need few pieces.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.mish_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
MORE = {"x": Real(0, 10, closed="both"), "y": Real(10)}
x, y = (D.extend(**MORE).symbol(name) for name in MORE)
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)
near_one, near_zero = 4 * y * sp.exp(-2 * y), y * sp.exp(-y)


def parts(value):
    """H and r at a point."""
    power = sp.exp(value)
    square = (1 + power) ** 2 + 1
    return 1 - 2 / square, 4 * power * (1 + power) / square**2


def ratio(bound, value):
    """(bound - h)/r at a point."""
    power = sp.exp(value)
    tail = 1 / (1 + power)
    first = (bound - 1) * (1 / power + sp.Rational(5, 4) + 3 * power / 4 + power**2 / 4 - tail / 4)
    return first + sp.Rational(1, 2) + 1 / power - tail / 2


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


positive, negative = Relation(0, "<=", t), Relation(t, "<", 0)
below, above, inside, outside = (
    Relation(t, "<=", 10), Relation(10, "<", t), Relation(-10, "<=", t), Relation(t, "<", -10),
)  # fmt: skip
(h, r), (h_left, r_left) = parts(x), parts(-x)
here, mirrored = slope.subs(t, x), slope.subs(t, -x)
most, least = ratio(upper, x), ratio(lower, -x)


PROOF = Proof(
    "mish_slope_is_bounded",
    extra=MORE,
    steps=[
        Step("log", Relation(sp.log(1 + y / 4), "<=", y / 4), lemma("log_tangent", t=1 + y / 4)),
        Step("root", Relation(1 + y / 4, "<=", sp.exp(y / 4)), monotone(v, sp.exp(v)), ["log"]),
        # beyond 10
        Step("decay", Relation(near_one, "<=", 4 * y * (1 + y / 4) ** -8), monotone(w, 4 * y * w**-8), ["root"]),
        Step("number", Relation(4 * y * (1 + y / 4) ** -8, "<=", upper - 1), sign()),
        Step("excess", Relation(near_one, "<=", upper - 1), chain(), ["decay", "number"]),
        Step("above_one", Relation(1 + near_one, "<=", upper), monotone(v, 1 + v), ["excess"]),
        Step("at_most", Relation(right, "<=", 1 + near_one), sign()),
        Step("high", Relation(right, "<=", upper), chain(), ["at_most", "above_one"]),
        Step("low", Relation(lower, "<=", right), sign()),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        # before -10
        Step("slow_decay", Relation(near_zero, "<=", y * (1 + y / 4) ** -4), monotone(w, y * w**-4), ["root"]),
        Step("slow_number", Relation(y * (1 + y / 4) ** -4, "<=", -lower), sign()),
        Step("deficit", Relation(near_zero, "<=", -lower), chain(), ["slow_decay", "slow_number"]),
        Step("above_low", Relation(lower, "<=", -near_zero), monotone(v, -v), ["deficit"]),
        Step("at_least", Relation(-near_zero, "<=", left), sign()),
        Step("left_low", Relation(lower, "<=", left), chain(), ["above_low", "at_least"]),
        Step("left_high", Relation(left, "<=", upper), sign()),
        Step("left", Claim(then=within(left)), chain(), ["left_low", "left_high"]),
        Step("beyond", under([above], *within(slope)), substitute({y: t}), ["right"]),
        Step("before", under([outside], *within(slope)), substitute({y: -t}), ["left"]),
        # between 0 and 10
        Step("near", Relation(x, "<=", most), certificate()),
        Step("form", Relation(here, "=", h + r * x), identity()),
        Step("bound", Relation(h + r * x, "<=", h + r * most), monotone(v, h + r * v), ["near"]),
        Step("value", Relation(h + r * most, "=", upper), identity()),
        Step("near_high", Relation(here, "<=", upper), chain(), ["form", "bound", "value"]),
        Step("near_low", Relation(lower, "<=", here), sign()),
        Step("near_right", Claim(then=within(here)), chain(), ["near_high", "near_low"]),
        # between -10 and 0
        Step("near_left", Relation(least, "<=", -x), certificate()),
        Step("value_left", Relation(lower, "=", h_left + r_left * least), identity()),
        Step(
            "bound_left",
            Relation(h_left + r_left * least, "<=", h_left - r_left * x),
            monotone(v, h_left + r_left * v),
            ["near_left"],
        ),
        Step("form_left", Relation(h_left - r_left * x, "=", mirrored), identity()),
        Step("low_left", Relation(lower, "<=", mirrored), chain(), ["value_left", "bound_left", "form_left"]),
        Step("high_left", Relation(mirrored, "<=", upper), sign()),
        Step("near_zero", Claim(then=within(mirrored)), chain(), ["low_left", "high_left"]),
        Step("after", under([positive, below], *within(slope)), substitute({x: t}), ["near_right"]),
        Step("ahead", under([negative, inside], *within(slope)), substitute({x: -t}), ["near_zero"]),
        Step("positive", under([positive], *within(slope)), cases(), ["after", "beyond"]),
        Step("negative", under([negative], *within(slope)), cases(), ["ahead", "before"]),
        Step("claim", THEOREM.claim, cases(), ["positive", "negative"]),
    ],
)
