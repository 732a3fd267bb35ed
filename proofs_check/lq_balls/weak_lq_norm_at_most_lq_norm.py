"""The i largest entries are all at least the i-th."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.weak_lq_norm_at_most_lq_norm import THEOREM, D

n, q, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
S, entry = power_sum(x, q), order_statistic(x, i)
ranked = i ** (1 / q) * entry

PROOF = Proof(
    "weak_lq_norm_at_most_lq_norm",
    extra={"i": Integer(1, "n")},
    steps=[
        Step("head", Relation(i * entry**q + tail_power_sum(x, i, q), "<=", S), lemma("head_at_least", x=x, k=i, q=q)),
        Step("without_tail", Relation(i * entry**q, "<=", S), sign(), ["head"]),
        Step("root", Relation(ranked, "<=", lq_norm(x, q)), monotone(t, t ** (1 / q)), ["without_tail"]),
        Step("maximum", THEOREM.claim, lemma("max_least", body=ranked, index=i, bound=lq_norm(x, q)), ["root"]),
    ],
)
