"""Entries outside the support of z stay, and any n-k of them have at least the sum of squares of the n-k smallest."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import off_support_power_sum, power_sum, tail_power_sum
from lqtheory.theorems.matrix_sampling.magnitude_beats_entrywise_samples import THEOREM, D

n, k, x, z = D.symbols
t = sp.Symbol("t", nonnegative=True)
tail, outside, total = tail_power_sum(x, k, 2), off_support_power_sum(x, z, 2), power_sum(x - z, 2)

PROOF = Proof(
    "magnitude_beats_entrywise_samples",
    steps=[
        Step("smallest", Relation(tail, "<=", outside), lemma("smallest_sum", x=x, z=z, k=k, p=2)),
        Step("untouched", Relation(outside, "<=", total), lemma("unchanged_part", x=x, z=z, p=2)),
        Step("sums", Relation(tail, "<=", total), chain(), ["smallest", "untouched"]),
        Step("roots", THEOREM.claim, monotone(t, sp.sqrt(t)), ["sums"]),
    ],
)
