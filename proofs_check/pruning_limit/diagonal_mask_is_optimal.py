"""Loss outside the support, rearrangement, and shorter tails."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import off_support_power_sum, power_sum, tail_power_sum
from lqtheory.theorems.pruning_limit.diagonal_mask_is_optimal import THEOREM, D, x

n, K, J, h, w, z = D.symbols
t = sp.Symbol("t", real=True)
tail, outside, total, later = (
    tail_power_sum(x, K, 2),
    off_support_power_sum(x, z, 2),
    power_sum(x - z, 2),
    tail_power_sum(x, J, 2),
)
best, useless, prefix = THEOREM.relations

PROOF = Proof(
    "diagonal_mask_is_optimal",
    steps=[
        Step("smallest", Relation(tail, "<=", outside), lemma("smallest_sum", x=x, z=z, k=K, p=2)),
        Step("best", best, monotone(t, t / 2), ["smallest"]),
        Step("unchanged", Relation(outside, "<=", total), lemma("unchanged_part", x=x, z=z, p=2)),
        Step("useless", useless, monotone(t, t / 2), ["unchanged"]),
        Step("shorter", Relation(later, "<=", tail), lemma("tail_decreases", x=x, j=K, k=J, p=2)),
        Step("prefix", prefix, monotone(t, t / 2), ["shorter"]),
        Step("claim", THEOREM.claim, chain(), ["best", "useless", "prefix"]),
    ],
)
