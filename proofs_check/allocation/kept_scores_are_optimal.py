"""What stays outside the support of z is at least the sum of the n-K smallest scores."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import off_support_power_sum, power_sum, tail_power_sum, weighted_best_k_term_error
from lqtheory.theorems.allocation.kept_scores_are_optimal import THEOREM, D

n, K, p, a, x, z = D.symbols
v = a ** (1 / p) * x
error, tail = weighted_best_k_term_error(x, a, K, p) ** p, tail_power_sum(v, K, p)
outside, total = off_support_power_sum(v, z, p), power_sum(v - z, p)

PROOF = Proof(
    "kept_scores_are_optimal",
    steps=[
        Step("tail", Relation(error, "=", tail), identity()),
        Step("smallest", Relation(tail, "<=", outside), lemma("smallest_sum", x=v, z=z, k=K, p=p)),
        Step("untouched", Relation(outside, "<=", total), lemma("unchanged_part", x=v, z=z, p=p)),
        Step("claim", THEOREM.claim, chain(), ["tail", "smallest", "untouched"]),
    ],
)
