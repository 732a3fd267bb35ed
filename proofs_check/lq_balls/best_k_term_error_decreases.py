"""A tail is its largest entry and the next tail."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.lq_balls.best_k_term_error_decreases import THEOREM, D

n, k, p, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
tail, rest, first = tail_power_sum(x, k, p), tail_power_sum(x, k + 1, p), order_statistic(x, k + 1) ** p

PROOF = Proof(
    "best_k_term_error_decreases",
    steps=[
        Step("first", Relation(tail, "=", first + rest), lemma("tail_begins", x=x, k=k, p=p)),
        Step("less", Relation(rest, "<=", tail), sign(), ["first"]),
        Step("roots", THEOREM.claim, monotone(t, t ** (1 / p)), ["less"]),
    ],
)
