"""Power means on the k largest entries."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import head_tail_ratio, power_sum, pqi, pqi_retain, tail_power_sum
from lqtheory.theorems.lq_balls.pqi_retain_is_necessary import THEOREM, D

n, k, p, q, x = D.symbols
t = sp.Symbol("t", positive=True)
head = {r: power_sum(x, r) - tail_power_sum(x, k, r) for r in (p, q)}
exponent = q / (q - p)
count = pqi_retain(n, pqi(x, p, q), head_tail_ratio(x, k, p), p, q)
in_heads = head[p] ** exponent * power_sum(x, q) ** (-p / (q - p))

ratio = p / (q - p)

PROOF = Proof(
    "pqi_retain_is_necessary",
    steps=[
        Step("kept_p", Relation(0, "<", head[p]), lemma("head_positive", x=x, k=k, p=p)),
        Step("kept_q", Relation(0, "<", head[q]), lemma("head_positive", x=x, k=k, p=q)),
        Step("count", Relation(count, "=", in_heads), identity(), ["kept_p"]),
        Step(
            "means",
            Relation(head[p], "<=", k ** (1 - p / q) * head[q] ** (p / q)),
            lemma("head_power_mean", x=x, k=k, p=p, q=q),
        ),
        Step(
            "raised",
            Relation(in_heads, "<=", k * head[q] ** ratio * power_sum(x, q) ** -ratio),
            monotone(t, t**exponent * power_sum(x, q) ** -ratio),
            ["means", "kept_p", "kept_q"],
        ),
        Step("part", Relation(head[q], "<=", power_sum(x, q)), sign()),
        Step(
            "whole",
            Relation(k * head[q] ** ratio * power_sum(x, q) ** -ratio, "<=", k),
            monotone(t, k * t**ratio * power_sum(x, q) ** -ratio),
            ["part", "kept_q"],
        ),
        Step("both", THEOREM.claim, chain(), ["count", "raised", "whole"]),
    ],
)
