"""With y = exp(-t) it is y(y-1)/(1+y)^3; 1/(6 sqrt 3) less that is a square times a positive number over (1+y)^3."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.logistic_third_derivative_is_bounded import THEOREM, D, largest, t, third

EXTRA = {"y": Real(0)}
y = D.extend(**EXTRA).symbol("y")
v = sp.Symbol("v", real=True)
root = sp.sqrt(3)
value = y * (y - 1) / (1 + y) ** 3
upper, lower = THEOREM.relations
#: The double root of the gap and the factor that is left, for each of the two bounds.
ROOTS = {1: 2 + root, -1: 2 - root}


def bounded(sign_of):
    """A bound of the value at y, by its gap."""
    gap = largest * (y - ROOTS[sign_of]) ** 2 * (y + ROOTS[-sign_of] ** 2) / (1 + y) ** 3
    name, other = {1: ("upper", value), -1: ("lower", -value)}[sign_of]
    return [
        Step(f"{name}_gap", Relation(0, "<=", gap), sign()),
        Step(f"{name}_more", Relation(other, "<=", other + gap), monotone(v, v + other), [f"{name}_gap"]),
        Step(f"{name}_same", Relation(other + gap, "=", largest), identity()),
        Step(f"{name}_y", Relation(other, "<=", largest), chain(), [f"{name}_more", f"{name}_same"]),
    ]


PROOF = Proof(
    "logistic_third_derivative_is_bounded",
    extra=EXTRA,
    steps=[
        *bounded(1),
        *bounded(-1),
        Step("upper", upper, substitute({y: sp.exp(-t)}), ["upper_y"]),
        Step("lower_t", Relation(-third, "<=", largest), substitute({y: sp.exp(-t)}), ["lower_y"]),
        Step("lower", lower, monotone(v, -v), ["lower_t"]),
        Step("claim", THEOREM.claim, chain(), ["upper", "lower"]),
    ],
)
