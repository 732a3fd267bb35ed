"""Beyond 10: Mills' ratio between 0 and t phi(t), which is small as exp(t^2/2) >= 1 + t^2/2; before -10 by symmetry."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.gelu_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
FAR = {"y": Real(10)}
y = D.extend(**FAR).symbol("y")
v, w = sp.Symbol("v", real=True), sp.Symbol("w", positive=True)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
right, left = slope.subs(t, y), slope.subs(t, -y)
tail, density = sp.erfc(y / sp.sqrt(2)) / 2, sp.exp(-(y**2) / 2) / sp.sqrt(2 * sp.pi)
rational = y / (sp.sqrt(2 * sp.pi) * (1 + y**2 / 2))


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
    "gelu_slope_is_bounded",
    extra=FAR,
    steps=[
        Step("log", Relation(sp.log(1 + y**2 / 2), "<=", y**2 / 2), lemma("log_tangent", t=1 + y**2 / 2)),
        Step("root", Relation(1 + y**2 / 2, "<=", sp.exp(y**2 / 2)), monotone(v, sp.exp(v)), ["log"]),
        Step(
            "decay",
            Relation(y * density, "<=", rational),
            monotone(w, y / sp.sqrt(2 * sp.pi) / w),
            ["root"],
        ),
        Step("constant", Relation(1 / sp.sqrt(2 * sp.pi), "<=", sp.Rational(2, 5)), sign()),
        Step(
            "plain",
            Relation(rational, "<=", sp.Rational(2, 5) * y / (1 + y**2 / 2)),
            monotone(v, v * y / (1 + y**2 / 2)),
            ["constant"],
        ),
        Step("number", Relation(sp.Rational(2, 5) * y / (1 + y**2 / 2), "<=", upper - 1), sign()),
        Step("excess", Relation(y * density, "<=", upper - 1), chain(), ["decay", "plain", "number"]),
        Step("above_one", Relation(1 + y * density, "<=", upper), monotone(v, 1 + v), ["excess"]),
        Step("mills_low", Relation(y * density, "<=", (y**2 + 1) * tail), lemma("mills_lower", t=y)),
        Step("some", Relation(0, "<=", y * density), sign()),
        Step("mass", Relation(0, "<=", (y**2 + 1) * tail), chain(), ["some", "mills_low"]),
        Step("tail", Relation(0, "<=", tail), monotone(v, v / (y**2 + 1)), ["mass"]),
        Step("at_most", Relation(right, "<=", 1 + y * density), monotone(v, 1 + y * density - v), ["tail"]),
        Step("high", Relation(right, "<=", upper), chain(), ["at_most", "above_one"]),
        Step("mills_high", Relation(y * (y**2 + 3) * tail, "<=", (y**2 + 2) * density), lemma("mills_upper", t=y)),
        Step(
            "ratio",
            Relation(tail, "<=", (y**2 + 2) / (y * (y**2 + 3)) * density),
            monotone(v, v / (y * (y**2 + 3))),
            ["mills_high"],
        ),
        Step("less", Relation((y**2 + 2) / (y * (y**2 + 3)) * density, "<=", y * density), sign()),
        Step("below", Relation(tail, "<=", y * density), chain(), ["ratio", "less"]),
        Step("one", Relation(1, "<=", right), monotone(v, 1 - tail + v), ["below"]),
        Step("minus", Relation(lower, "<=", 1), sign()),
        Step("low", Relation(lower, "<=", right), chain(), ["minus", "one"]),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        Step("mirror_high", Relation(1 - right, "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - right), monotone(v, 1 - v), ["high"]),
        Step(
            "left",
            Claim(then=within(left)),
            chain(),
            ["mirror_high", "mirror_low"],
        ),
        Step("beyond", under([above], *within(slope)), substitute({y: t}), ["right"]),
        Step("before", under([outside], *within(slope)), substitute({y: -t}), ["left"]),
        Step("box", under([below, inside], *within(slope)), certificate({"t": (-10, 10)})),
        Step("not_above", under([below], *within(slope)), cases(), ["box", "before"]),
        Step("claim", THEOREM.claim, cases(), ["not_above", "beyond"]),
    ],
)
