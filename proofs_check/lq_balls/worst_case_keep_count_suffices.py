"""The worst case over the unit ball, scaled by the l_q norm, in units of the l_p norm."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm, worst_case
from lqtheory.theorems.lq_balls.worst_case_keep_count_suffices import THEOREM, D

n, k, q, p, eta, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
factor = effective_sparsity(x, q, p) ** (1 / q - 1 / p)
error, worst = best_k_term_error(x, k, p), worst_case(k, n, q, p)
enough = Relation(worst * factor, "<=", eta)

PROOF = Proof(
    "worst_case_keep_count_suffices",
    steps=[
        Step("worst", Relation(error, "<=", worst * lq_norm(x, q)), apply("worst_case_best_k_term_error")),
        Step("norms", Relation(lq_norm(x, q), "=", factor * lq_norm(x, p)), identity()),
        Step(
            "scaled",
            Relation(worst * lq_norm(x, q), "=", worst * factor * lq_norm(x, p)),
            monotone(t, worst * t),
            ["norms"],
        ),
        Step("enough", Claim([enough], [enough]), sign()),
        Step(
            "allowed",
            Claim([enough], [Relation(worst * factor * lq_norm(x, p), "<=", eta * lq_norm(x, p))]),
            monotone(t, t * lq_norm(x, p)),
            ["enough"],
        ),
        Step("both", THEOREM.claim, chain(), ["worst", "scaled", "allowed"]),
    ],
)
