"""Far out the slope is h + 4 t exp(-2t) at most, or t exp(t) at least, with exp(|t|) >= (1 + |t|/4)^4."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.mish_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
FAR = {"y": Real(10)}
y = D.extend(**FAR).symbol("y")
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)
near_one, near_zero = 4 * y * sp.exp(-2 * y), y * sp.exp(-y)


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


below, above, inside, outside = (
    Relation(t, "<=", 10), Relation(10, "<", t), Relation(-10, "<=", t), Relation(t, "<", -10),
)  # fmt: skip


PROOF = Proof(
    "mish_slope_is_bounded",
    extra=FAR,
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
        Step("box", under([below, inside], *within(slope)), certificate({"t": (-10, 10)})),
        Step("not_above", under([below], *within(slope)), cases(), ["box", "before"]),
        Step("claim", THEOREM.claim, cases(), ["not_above", "beyond"]),
    ],
)
