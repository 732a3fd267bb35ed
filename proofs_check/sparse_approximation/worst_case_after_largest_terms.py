"""The bound by what the largest terms leave, and the exact worst case of that."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, tail_power_sum, worst_case
from lqtheory.theorems.sparse_approximation.worst_case_after_largest_terms import THEOREM, D, best, masses

n, L, m, q, theta, F = D.symbols
u = sp.Symbol("u", nonnegative=True)
tail, root = tail_power_sum(masses, L, 1), sp.sqrt(m - L + 3)

PROOF = Proof(
    "worst_case_after_largest_terms",
    steps=[
        Step("pursuit", Relation(best, "<=", tail / root), apply("largest_terms_and_pursuit")),
        Step(
            "class",
            Relation(best_k_term_error(masses, L, 1), "<=", worst_case(L, n, q, 1) * lq_norm(masses, q)),
            apply("worst_case_best_k_term_error", {"k": L, "p": 1, "x": masses}),
        ),
        Step("shared", Relation(tail / root, "<=", THEOREM.claim.then[0].rhs), monotone(u, u / root), ["class"]),
        Step("together", THEOREM.claim, chain(), ["pursuit", "shared"]),
    ],
)
