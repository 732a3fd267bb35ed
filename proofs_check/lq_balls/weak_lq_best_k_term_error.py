"""The tail of the power law, and the integral test for it."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import weak_lq_bound, weak_lq_dimension_free_bound, weak_lq_norm
from lqtheory.theorems.lq_balls.weak_lq_best_k_term_error import THEOREM, D

n, k, q, p, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
R, finite = weak_lq_norm(x, q), weak_lq_bound(k, n, q, p)
error, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "weak_lq_best_k_term_error",
    steps=[
        Step("tail", Relation(error, "<=", R * finite), apply("weak_lq_tail_bound")),
        Step(
            "integral", Relation(finite, "<=", weak_lq_dimension_free_bound(k, q, p)), apply("weak_lq_dimension_free")
        ),
        Step("scaled", Relation(R * finite, "<=", bound), monotone(t, t * R), ["integral"]),
        Step("together", THEOREM.claim, chain(), ["tail", "scaled"]),
    ],
)
