"""Symmetrisation and the type of L_p bound the mean error by 2 T_p (m (V/m)^r)^{1/r}; then algebra."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import type_constant
from lqtheory.theorems.sparse_approximation.lp_averages import THEOREM, D, mass

n, m, p, theta, F = D.symbols
r = sp.Min(2, p)
mean, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
summed = 2 * type_constant(p) * (m * (mass / m) ** r) ** (1 / r)
BOOK = Source("ledoux_talagrand_1991", "Lemma 6.3 (symmetrisation) and Section 9.2 (type, by Khintchine and Minkowski)")
TEXT = (
    "the mean norm in L_p of a sum of m centred independent terms, X_t less its mean with |X_t| = b, is at most"
    " 2 T_p (m b^r)^(1/r)"
)

PROOF = Proof(
    "lp_averages",
    steps=[
        Step("type", Relation(mean, "<=", summed), cited(BOOK, TEXT), note="b = V/m"),
        Step("claim", THEOREM.claim, chain(), ["type"]),
    ],
)
