"""The k+1 largest magnitudes are all at least the (k+1)-th."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.worst_case_max_norm import THEOREM, D

n, k, q, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
S, first = power_sum(x, q), order_statistic(x, k + 1)

PROOF = Proof(
    "worst_case_max_norm",
    steps=[
        Step(
            "head",
            Relation((k + 1) * first**q + tail_power_sum(x, k + 1, q), "<=", S),
            lemma("head_at_least", x=x, k=k + 1, q=q),
        ),
        Step("without_tail", Relation((k + 1) * first**q, "<=", S), sign(), ["head"]),
        Step("root", THEOREM.claim, monotone(t, (k + 1) ** (-1 / q) * t ** (1 / q)), ["without_tail"]),
    ],
)
