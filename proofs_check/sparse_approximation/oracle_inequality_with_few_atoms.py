"""The worst case of m - 1 terms bounds the mass of the others, of which one atom is drawn."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, tail_power_sum, worst_case
from lqtheory.theorems.sparse_approximation.oracle_inequality_with_few_atoms import THEOREM, D, best, distance, masses

n, m, q, theta, F, y = D.symbols
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
(few,) = THEOREM.claim.given
norm, tail, worst = lq_norm(masses, q), tail_power_sum(masses, m - 1, 1), worst_case(m - 1, n, q, 1)
rate = m ** (sp.Rational(1, 2) - 1 / q)

PROOF = Proof(
    "oracle_inequality_with_few_atoms",
    steps=[
        Step(
            "averages",
            Relation(best**2, "<=", distance**2 + tail**2),
            apply("oracle_inequality_of_averages", {"L": m - 1}),
        ),
        Step(
            "class",
            Relation(best_k_term_error(masses, m - 1, 1), "<=", worst * norm),
            apply("worst_case_best_k_term_error", {"k": m - 1, "p": 1, "x": masses}),
        ),
        Step("mass", Relation(tail, "<=", worst * norm), monotone(u, u), ["class"]),
        Step("worst", Claim([few], [Relation(worst, "<=", rate)]), apply("worst_case_of_few_atoms")),
        Step("scaled", Claim([few], [Relation(worst * norm, "<=", rate * norm)]), monotone(u, u * norm), ["worst"]),
        Step("tail", Claim([few], [Relation(tail, "<=", rate * norm)]), chain(), ["mass", "scaled"]),
        Step("square", Claim([few], [Relation(tail**2, "<=", rate**2 * norm**2)]), monotone(u, u**2), ["tail"]),
        Step(
            "shifted",
            Claim([few], [Relation(distance**2 + tail**2, "<=", THEOREM.claim.then[0].rhs)]),
            monotone(v, v + distance**2),
            ["square"],
        ),
        Step("together", THEOREM.claim, chain(), ["averages", "shifted"]),
    ],
)
