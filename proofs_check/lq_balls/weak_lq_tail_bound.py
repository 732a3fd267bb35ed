"""Every sorted magnitude is below the power law; sum the powers over the tail."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum, weak_lq_norm
from lqtheory.theorems.lq_balls.weak_lq_tail_bound import THEOREM, D

n, k, q, p, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
R, entry = weak_lq_norm(x, q), order_statistic(x, i)
ranked = i ** (1 / q) * entry
tail, ranks = tail_power_sum(x, k, p), (i, k + 1, n)
law = R**p * sp.Sum(i ** (-p / q), ranks)

PROOF = Proof(
    "weak_lq_tail_bound",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step("sum", Relation(tail, "=", sp.Sum(entry**p, ranks)), lemma("tail_as_sum", x=x, k=k, p=p, index=i)),
        Step("rank", Relation(ranked, "<=", R), lemma("max_member", maximum=MaxOver(ranked, i, 1, n), at=i)),
        Step("power", Relation(entry**p, "<=", R**p * i ** (-p / q)), monotone(t, t**p * i ** (-p / q)), ["rank"]),
        Step(
            "all_ranks",
            Relation(sp.Sum(entry**p, ranks), "<=", law),
            lemma("termwise_sum", body=entry**p, bound=i ** (-p / q), factor=R**p, index=i),
            ["power"],
        ),
        Step("tail", Relation(tail, "<=", law), chain(), ["sum", "all_ranks"]),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / p)), ["tail"]),
    ],
)
