"""Triangle inequality in L2 for what the removed neurons contribute; the norm of W_{:j} x_j is the score."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, identity
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, tail_power_sum
from lqtheory.theorems.allocation.removed_neurons_at_most_scores import CHANGE, THEOREM, D, scores

m, d, N, k, q, W, X = D.symbols
change, tail = CHANGE.symbol(W, X, k), tail_power_sum(scores, k, 1)

PROOF = Proof(
    "removed_neurons_at_most_scores",
    steps=[
        Step(
            "triangle",
            Relation(change, "<=", tail),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 25 (Minkowski)"),
                "the L2 norm of a sum is at most the sum of the norms; ||W_{:j} x_j|| = ||W_{:j}|| ||x_j||",
            ),
        ),
        Step("sum", Relation(tail, "=", best_k_term_error(scores, k, 1)), identity()),
        Step("first", THEOREM.claim.then[0], chain(), ["triangle", "sum"]),
        Step("second", THEOREM.claim.then[1], apply("worst_case_best_k_term_error", {"n": d, "p": 1, "x": scores})),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
