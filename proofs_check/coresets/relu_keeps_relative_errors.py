"""The larger of two multiples of a number."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.relu_keeps_relative_errors import THEOREM, a, e, value, x, z

u = sp.Symbol("u", real=True)
low, high, minus_x, minus_z = THEOREM.relations


def larger(label, first, second, which, uses):
    """max(first, second) = one of them."""
    top = sp.Max(first, second)
    return Step(label, Relation(top, "=", which), lemma("antisymmetry", a=top, b=which), uses)


PROOF = Proof(
    "relu_keeps_relative_errors",
    steps=[
        Step("start", Relation(0, "<=", (1 - e) * z), sign()),
        Step("in_range", Relation((1 - e) * z, "<=", x), sign()),
        Step("within", Relation(x, "<=", (1 + e) * z), sign()),
        Step("positive", Relation(0, "<=", x), chain(), ["start", "in_range"]),
        Step("slope", Relation(a, "<=", 1), sign()),
        Step("under_x", Relation(a * x, "<=", x), monotone(u, u * x), ["slope", "positive"]),
        larger("at_z", z, a * z, z, []),
        larger("at_x", x, a * x, x, ["under_x"]),
        larger("minus_x", -x, -a * x, -a * x, ["under_x"]),
        larger("minus_z", -z, -a * z, -a * z, []),
        Step("left", Relation((1 - e) * value(z), "=", (1 - e) * z), monotone(u, (1 - e) * u), ["at_z"]),
        Step("right", Relation((1 + e) * value(z), "=", (1 + e) * z), monotone(u, (1 + e) * u), ["at_z"]),
        Step("low", low, chain(), ["left", "in_range", "at_x"]),
        Step("high", high, chain(), ["at_x", "within", "right"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high", "minus_x", "minus_z"]),
    ],
)
