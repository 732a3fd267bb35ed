"""The squares, at a^2 = h/(1+h), g^2 = 1/(1+h), c = n^{-1/q}; then roots."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.class_error_with_common_component import THEOREM, D, best, own, share

n, m, q, h = D.symbols
t = sp.Symbol("t", nonnegative=True)
coefficient = n ** (-1 / q)
square = (n - m) * coefficient**2 * own * (own + n * share) / (own + m * share)
formula = THEOREM.claim.then[0].rhs

PROOF = Proof(
    "class_error_with_common_component",
    steps=[
        Step(
            "square",
            Relation(best**2, "=", square),
            apply("best_error_with_common_component", {"c": coefficient, "a": sp.sqrt(share), "g": sp.sqrt(own)}),
        ),
        Step("root", Relation(best, "=", sp.sqrt(square)), monotone(t, sp.sqrt(t)), ["square"]),
        Step("formula", Relation(sp.sqrt(square), "=", formula), identity()),
        Step("together", THEOREM.claim, chain(), ["root", "formula"]),
    ],
)
