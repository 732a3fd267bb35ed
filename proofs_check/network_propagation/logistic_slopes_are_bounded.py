"""With y = exp(-t): y/(1+y)^2 <= 1/4, as 4y <= (1+y)^2."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.logistic_slopes_are_bounded import THEOREM, D, b, sigmoid, softplus, t, tanh

EXTRA = {"y": Real(0)}
y = D.extend(**EXTRA).symbol("y")
quarter = sp.Rational(1, 4)

PROOF = Proof(
    "logistic_slopes_are_bounded",
    extra=EXTRA,
    steps=[
        Step("peak", Relation(y / (1 + y) ** 2, "<=", quarter), sign()),
        Step("sigmoid", Relation(sigmoid, "<=", quarter), substitute({y: sp.exp(-t)}), ["peak"]),
        Step("sigmoid_rises", Relation(0, "<=", sigmoid), sign()),
        Step("peak_of_four", Relation(4 * y / (1 + y) ** 2, "<=", 1), sign()),
        Step("tanh", Relation(tanh, "<=", 1), substitute({y: sp.exp(-2 * t)}), ["peak_of_four"]),
        Step("tanh_rises", Relation(0, "<=", tanh), sign()),
        Step("share", Relation(y / (1 + y), "<=", 1), sign()),
        Step("softplus", Relation(softplus, "<=", 1), substitute({y: sp.exp(b * t)}), ["share"]),
        Step("softplus_rises", Relation(0, "<=", softplus), sign()),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["sigmoid", "sigmoid_rises", "tanh", "tanh_rises", "softplus", "softplus_rises"],
        ),
    ],
)
