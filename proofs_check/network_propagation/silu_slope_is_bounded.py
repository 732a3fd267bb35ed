"""Beyond 10 the slope is at most 1 + t exp(-t), with exp(t) >= (1 + t/4)^4; before -10 it is 1 minus that at -t."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.silu_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
FAR = {"y": Real(10)}
y = D.extend(**FAR).symbol("y")
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)


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
    "silu_slope_is_bounded",
    extra=FAR,
    steps=[
        Step("log", Relation(sp.log(1 + y / 4), "<=", y / 4), lemma("log_tangent", t=1 + y / 4)),
        Step("root", Relation(1 + y / 4, "<=", sp.exp(y / 4)), monotone(v, sp.exp(v)), ["log"]),
        Step("decay", Relation(sp.exp(-y), "<=", (1 + y / 4) ** -4), monotone(w, w**-4), ["root"]),
        Step("small", Relation(y * sp.exp(-y), "<=", y * (1 + y / 4) ** -4), monotone(v, y * v), ["decay"]),
        Step("number", Relation(y * (1 + y / 4) ** -4, "<=", upper - 1), sign()),
        Step("excess", Relation(y * sp.exp(-y), "<=", upper - 1), chain(), ["small", "number"]),
        Step("above_one", Relation(1 + y * sp.exp(-y), "<=", upper), monotone(v, 1 + v), ["excess"]),
        Step("at_most", Relation(right, "<=", 1 + y * sp.exp(-y)), sign()),
        Step("high", Relation(right, "<=", upper), chain(), ["at_most", "above_one"]),
        Step("low", Relation(lower, "<=", right), sign()),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        Step("turned", Relation(left, "=", 1 - right), identity()),
        Step("mirror_high", Relation(1 - right, "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - right), monotone(v, 1 - v), ["high"]),
        Step(
            "left",
            Claim(then=within(left)),
            chain(),
            ["turned", "mirror_high", "mirror_low"],
        ),
        Step("beyond", under([above], *within(slope)), substitute({y: t}), ["right"]),
        Step("before", under([outside], *within(slope)), substitute({y: -t}), ["left"]),
        Step("box", under([below, inside], *within(slope)), certificate({"t": (-10, 10)})),
        Step("not_above", under([below], *within(slope)), cases(), ["box", "before"]),
        Step("claim", THEOREM.claim, cases(), ["not_above", "beyond"]),
    ],
)
