"""The exact worst case, and Stechkin's constant above it."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, stechkin_bound, worst_case
from lqtheory.theorems.lq_balls.stechkin_inequality import THEOREM, D

n, k, q, p, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
W, norm = worst_case(k, n, q, p), lq_norm(x, q)
error, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "stechkin_inequality",
    steps=[
        Step("exact", Relation(error, "<=", W * norm), apply("worst_case_best_k_term_error")),
        Step("constant", Relation(W, "<=", stechkin_bound(k, q, p)), apply("worst_case_at_most_stechkin")),
        Step("scaled", Relation(W * norm, "<=", bound), monotone(t, t * norm), ["constant"]),
        Step("together", THEOREM.claim, chain(), ["exact", "scaled"]),
    ],
)
