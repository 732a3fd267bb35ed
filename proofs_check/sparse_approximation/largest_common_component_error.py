"""phi(F*) (1+(m-1)F) - (1-F)(1+(n-1)F) = (n-1) (F - F*)^2, phi the ratio that depends on the share."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.largest_common_component_error import THEOREM, D, n

m, d, q, F = D.symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", real=True)
root = d / (m + d + sp.sqrt(m * (m + d) * (d + 1)))
ratio = lambda x: (1 - x) * (1 + (m + d) * x) / (1 + (m - 1) * x)  # noqa: E731
square = (m + d) * (F - root) ** 2
factor = (d + 1) * n ** (-2 / q)
left, right = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "largest_common_component_error",
    steps=[
        Step("square", Relation(0, "<=", square), sign()),
        Step(
            "shifted",
            Relation(ratio(F), "<=", ratio(F) + square / (1 + (m - 1) * F)),
            monotone(u, ratio(F) + u / (1 + (m - 1) * F)),
            ["square"],
        ),
        Step("complete", Relation(ratio(F) + square / (1 + (m - 1) * F), "=", ratio(root)), identity()),
        Step("ratio", Relation(ratio(F), "<=", ratio(root)), chain(), ["shifted", "complete"]),
        Step("times", Relation(factor * ratio(F), "<=", factor * ratio(root)), monotone(u, factor * u), ["ratio"]),
        Step(
            "roots",
            Relation(sp.sqrt(factor * ratio(F)), "<=", sp.sqrt(factor * ratio(root))),
            monotone(t, sp.sqrt(t)),
            ["times"],
        ),
        Step("left", Relation(left, "=", sp.sqrt(factor * ratio(F))), identity()),
        Step("right", Relation(sp.sqrt(factor * ratio(root)), "=", right), identity()),
        Step("together", THEOREM.claim, chain(), ["left", "roots", "right"]),
    ],
)
