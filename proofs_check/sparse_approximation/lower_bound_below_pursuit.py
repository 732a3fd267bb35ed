"""m + 3 <= (1 + sqrt m)^2, because sqrt m >= 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.lower_bound_below_pursuit import THEOREM, D

(m,) = D.symbols
t = sp.Symbol("t", positive=True)
square = m + 1 + 2 * sp.sqrt(m)
root = 1 / sp.sqrt(m + 3)

PROOF = Proof(
    "lower_bound_below_pursuit",
    steps=[
        Step("least", Relation(1, "<=", m), sign()),
        Step("more", Relation(m + 3, "<=", square), monotone(t, m + 1 + 2 * sp.sqrt(t)), ["least"]),
        Step("ordered", Relation(m + 3, "<=", (1 + sp.sqrt(m)) ** 2), chain(), ["more"]),
        Step("root", Relation(1 / (1 + sp.sqrt(m)), "<=", root), monotone(t, t ** sp.Rational(-1, 2)), ["ordered"]),
        Step("end", Relation(root, "=", THEOREM.claim.then[0].rhs), identity()),
        Step("together", THEOREM.claim, chain(), ["root", "end"]),
    ],
)
