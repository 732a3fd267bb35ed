"""The distance from a subspace is a seminorm, and the l_1 norm is at most the l_q norm."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.quantities.spans import WORST_UNIT_DISTANCE
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, power_sum
from lqtheory.theorems.necessity.subspace_error_is_worst_at_unit_vectors import THEOREM, D

n, k, q, x, L = D.symbols
t = sp.Symbol("t", nonnegative=True)
error = WORST_UNIT_DISTANCE.symbol(L)

PROOF = Proof(
    "subspace_error_is_worst_at_unit_vectors",
    steps=[
        Step(
            "seminorm",
            Relation(THEOREM.claim.then[0].lhs, "<=", error * power_sum(x, 1)),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "the distance from a subspace is a seminorm: dist(x, L) <= sum |x_j| dist(e_j, L)",
            ),
        ),
        Step(
            "norms",
            Relation(power_sum(x, 1), "<=", power_sum(x, q) ** (1 / q)),
            lemma("norms_decrease", x=x, q=q, p=1),
        ),
        Step(
            "scaled", Relation(error * power_sum(x, 1), "<=", error * lq_norm(x, q)), monotone(t, error * t), ["norms"]
        ),
        Step("together", THEOREM.claim, chain(), ["seminorm", "scaled"]),
    ],
)
