"""The square of the error is (1 - m/n)(1 + sqrt(m)/n)/(1 + sqrt m)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.common_component_at_one import THEOREM, D

m, n = D.symbols
t = sp.Symbol("t", nonnegative=True)
low, error = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
share, more = 1 / (1 + sp.sqrt(m)), 1 + sp.sqrt(m) / n
square = (n - m) / n**2 * (1 - share) * (1 + (n - 1) * share) / (1 + (m - 1) * share)

PROOF = Proof(
    "common_component_at_one",
    steps=[
        Step("more", Relation(1, "<=", more), sign()),
        Step("root", Relation(1, "<=", sp.sqrt(more)), monotone(t, sp.sqrt(t)), ["more"]),
        Step("times", Relation(low, "<=", low * sp.sqrt(more)), monotone(t, low * t), ["root"]),
        Step("squares", Relation(low**2 * more, "=", square), identity()),
        Step("roots", Relation(low * sp.sqrt(more), "=", sp.sqrt(square)), monotone(t, sp.sqrt(t)), ["squares"]),
        Step("error", Relation(sp.sqrt(square), "=", error), identity()),
        Step("together", THEOREM.claim, chain(), ["times", "roots", "error"]),
    ],
)
