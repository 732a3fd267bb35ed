"""Rearrangement brings the costs into ascending order; the vertices of the weighted sorted simplex are flat."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum, weighted_power_sum, weighted_worst_case
from lqtheory.theorems.lq_balls.weighted_worst_case_best_k_term_error import THEOREM, D

n, k, q, p, omega, a, x = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
j = sp.Symbol("j", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
c, v = omega * a ** (-q / p), a ** (1 / p) * x
W, total = weighted_worst_case(k, omega, a, q, p), weighted_power_sum(x, omega, q)
paired = sp.Sum(order_statistic(c, n + 1 - j) * order_statistic(v, j) ** q, (j, 1, n))
cheapest, tail = tail_power_sum(c, n - m, 1), tail_power_sum(v, k, p)
value = (m - k) ** (1 / p) * cheapest ** (-1 / q)
vertex = (m - k) * (paired / cheapest) ** (p / q)
best = MaxOver(vertex, m, k + 1, n)
powered, bounded = W**p * paired ** (p / q), W**p * total ** (p / q)

PROOF = Proof(
    "weighted_worst_case_best_k_term_error",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step(
            "sorted",
            Relation(paired, "<=", weighted_power_sum(v, c, q)),
            lemma("rearrangement", c=c, v=v, q=q, index=j),
        ),
        Step(
            "weights",
            Relation(weighted_power_sum(v, c, q), "=", total),
            lemma("reweighting", x=x, w=omega, b=a, s=q / p, q=q),
        ),
        Step("in_class", Relation(paired, "<=", total), chain(), ["sorted", "weights"]),
        Step(
            "vertices",
            Relation(tail, "<=", best),
            lemma("weighted_sorted_simplex_vertices", c=c, v=v, k=k, q=q, p=p, index=m, rank=j),
        ),
        Step("cost", Relation(0, "<", cheapest), lemma("tail_of_positive", c=c, k=n - m, r=1)),
        Step("member", Relation(value, "<=", W), lemma("max_member", maximum=MaxOver(value, m, k + 1, n), at=m)),
        Step(
            "every_vertex", Relation(vertex, "<=", powered), monotone(t, t**p * paired ** (p / q)), ["member", "cost"]
        ),
        Step(
            "best_vertex",
            Relation(best, "<=", powered),
            lemma("max_least", body=vertex, index=m, bound=powered),
            ["every_vertex"],
        ),
        Step("whole_class", Relation(powered, "<=", bounded), monotone(t, W**p * t ** (p / q)), ["in_class"]),
        Step("tail", Relation(tail, "<=", bounded), chain(), ["vertices", "best_vertex", "whole_class"]),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / p)), ["tail"]),
    ],
)
