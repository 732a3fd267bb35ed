"""At t >= 0 the bound says t <= (U - 1) exp(t) + 2 U - 1 + U exp(-t), whose right side lies above its tangents.

One that rises and is positive at 0 does it; that there is one is certified near the maximiser. At -t the slope is 1
minus that at t.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.silu_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
MORE = {
    "x": Real(0, closed="left"),
    "z": Real(sp.Rational("2.3993572799"), sp.Rational("2.39935728"), closed="both"),  # next to the maximiser
}
x, z = (D.extend(**MORE).symbol(name) for name in MORE)
v = sp.Symbol("v", real=True)
right, left = slope.subs(t, x), slope.subs(t, -x)
e = sp.exp(-x)
rising, falling = (upper - 1) * sp.exp(z), upper * sp.exp(-z)
start = rising * (1 - z) + falling * (1 + z) + 2 * upper - 1
rate = rising - falling - 1
positive, negative = Relation(0, "<=", t), Relation(t, "<", 0)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


def quotient(value):
    """The slope with x replaced where it stands outside exponentials."""
    return (1 + e) / (1 + e) ** 2 + e / (1 + e) ** 2 * value


first = rising * (1 + x - z) + falling * (1 + z - x) + 2 * upper - 1
second = (upper - 1) * sp.exp(x) + falling * (1 + z - x) + 2 * upper - 1
third = (upper - 1) * sp.exp(x) + upper * e + 2 * upper - 1

PROOF = Proof(
    "silu_slope_is_bounded",
    extra=MORE,
    steps=[
        Step("start", Relation(0, "<=", start), certificate()),
        Step("origin", Relation(x, "<=", start + x), monotone(v, v + x), ["start"]),
        Step("rate", Relation(0, "<=", rate), certificate()),
        Step("rise", Relation(start + x, "<=", start + x + rate * x), monotone(v, start + x + v * x), ["rate"]),
        Step("up", Relation(x - z, "<=", sp.exp(x - z) - 1), lemma("log_tangent", t=sp.exp(x - z))),
        Step("above", Relation(first, "<=", second), monotone(v, first + rising * (z - x) + rising * v), ["up"]),
        Step("down", Relation(z - x, "<=", sp.exp(z - x) - 1), lemma("log_tangent", t=sp.exp(z - x))),
        Step("below", Relation(second, "<=", third), monotone(v, second + falling * (x - z) + falling * v), ["down"]),
        Step("convex", Relation(x, "<=", third), chain(), ["origin", "rise", "above", "below"]),
        Step("form", Relation(right, "=", quotient(x)), identity()),
        Step("bound", Relation(quotient(x), "<=", quotient(third)), monotone(v, quotient(v)), ["convex"]),
        Step("value", Relation(quotient(third), "=", upper), identity()),
        Step("high", Relation(right, "<=", upper), chain(), ["form", "bound", "value"]),
        Step("low", Relation(lower, "<=", right), sign()),
        Step("right", Claim(then=within(right)), chain(), ["high", "low"]),
        Step("turned", Relation(left, "=", 1 - right), identity()),
        Step("mirror_high", Relation(1 - right, "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - right), monotone(v, 1 - v), ["high"]),
        Step("left", Claim(then=within(left)), chain(), ["turned", "mirror_high", "mirror_low"]),
        Step("after", Claim([positive], within(slope)), substitute({x: t}), ["right"]),
        Step("before", Claim([negative], within(slope)), substitute({x: -t}), ["left"]),
        Step("claim", THEOREM.claim, cases(), ["after", "before"]),
    ],
)
