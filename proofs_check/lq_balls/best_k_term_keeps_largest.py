"""Entries outside the support of z stay, and any n-k of them have at least the power sum of the n-k smallest."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import off_support_power_sum, power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.best_k_term_keeps_largest import THEOREM, D

n, k, p, x, z = D.symbols
t = sp.Symbol("t", nonnegative=True)
tail, outside, total = tail_power_sum(x, k, p), off_support_power_sum(x, z, p), power_sum(x - z, p)

PROOF = Proof(
    "best_k_term_keeps_largest",
    steps=[
        Step("smallest", Relation(tail, "<=", outside), lemma("smallest_sum", x=x, z=z, k=k, p=p)),
        Step("untouched", Relation(outside, "<=", total), lemma("unchanged_part", x=x, z=z, p=p)),
        Step("sums", Relation(tail, "<=", total), chain(), ["smallest", "untouched"]),
        Step("roots", THEOREM.claim, monotone(t, t ** (1 / p)), ["sums"]),
    ],
)
