"""The square of r u - y b/r is completed, and that of a number."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.loss_of_one_pruned_weight import THEOREM, D, missed

k, S, y, q, r, b, u = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
square, dual = THEOREM.relations
least = S * y**2 / 2
TERMS = [
    (y**2, b / r),
    (-y * half, b / r + r * u),
    (y * half, b / r - r * u),
    (1, r * u),
    (-1, r * u - y * b / r),
]
total = sum(c * power_sum(v, 2) for c, v in TERMS)

PROOF = Proof(
    "loss_of_one_pruned_weight",
    steps=[
        Step("squares", Relation(total, "=", 0), lemma("squares_add_up", terms=TERMS)),
        Step("square", square, monotone(t, t / 2 + least + missed / 2), ["squares"]),
        Step("dual", dual, monotone(t, q**2 / S + 2 * t), ["square"]),
        Step("claim", THEOREM.claim, chain(), ["square", "dual"]),
    ],
)
