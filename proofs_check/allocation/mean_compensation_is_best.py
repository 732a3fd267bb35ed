"""Expand the squares and complete the square in c."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.mean_compensation_is_best import THEOREM, D

n, c, x = D.symbols
(claim,) = THEOREM.claim.then
expanded = power_sum(x, 2) - 2 * c * power_sum(x, 1) + n * c**2

PROOF = Proof(
    "mean_compensation_is_best",
    steps=[
        Step("squares", Relation(claim.lhs, "=", expanded), lemma("shifted_squares", x=x, c=c)),
        Step("claim", THEOREM.claim, chain(), ["squares"]),
    ],
)
