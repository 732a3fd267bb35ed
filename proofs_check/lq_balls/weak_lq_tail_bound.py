"""Every sorted magnitude is below the power law; sum the powers over the tail."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum, weak_lq_norm
from lqtheory.theorems.lq_balls.weak_lq_tail_bound import THEOREM, D, level

EXTRA = {"i": Integer("k+1", "n")}
n, k, q, p, x, i = D.extend(**EXTRA).symbols
t, w = sp.Symbol("t", nonnegative=True), sp.Symbol("w", real=True)
R, entry = weak_lq_norm(x, q), order_statistic(x, i)
ranked = i ** (1 / q) * entry
tail, ranks = tail_power_sum(x, k, p), (i, k + 1, n)
entries, powers = sp.Sum(entry**p, ranks), sp.Sum(i ** (-p / q), ranks)
lowered = level**p * i ** (-p / q)
upper, lower = THEOREM.claim.then

PROOF = Proof(
    "weak_lq_tail_bound",
    extra=EXTRA,
    steps=[
        Step("sum", Relation(tail, "=", entries), lemma("tail_as_sum", x=x, k=k, p=p, index=i)),
        Step("rank", Relation(ranked, "<=", R), lemma("max_member", maximum=MaxOver(ranked, i, 1, n), at=i)),
        Step("power", Relation(entry**p, "<=", R**p * i ** (-p / q)), monotone(t, t**p * i ** (-p / q)), ["rank"]),
        Step(
            "all_ranks",
            Relation(entries, "<=", R**p * powers),
            lemma("termwise_sum", body=entry**p, bound=i ** (-p / q), factor=R**p, index=i),
            ["power"],
        ),
        Step("tail", Relation(tail, "<=", R**p * powers), chain(), ["sum", "all_ranks"]),
        Step("upper", upper, monotone(t, t ** (1 / p)), ["tail"]),
        Step("turned", Relation(-ranked, "<=", -level), lemma("max_member", maximum=-level, at=i)),
        Step("above", Relation(level, "<=", ranked), monotone(w, -w), ["turned"]),
        Step("largest", Relation(-level, "<=", 0), lemma("max_least", body=-ranked, index=i, bound=0)),
        Step("positive", Relation(0, "<=", level), monotone(w, -w), ["largest"]),
        Step(
            "low_power",
            Relation(lowered, "<=", entry**p),
            monotone(t, t**p * i ** (-p / q)),
            ["above", "positive"],
        ),
        Step(
            "low_ranks",
            Relation(sp.Sum(lowered, ranks), "<=", entries),
            lemma("termwise_sum", body=lowered, bound=entry**p, factor=1, index=i),
            ["low_power"],
        ),
        Step(
            "factor",
            Relation(sp.Sum(lowered, ranks), "=", level**p * powers),
            lemma("linear_sum", total=lowered, terms=[(level**p, i ** (-p / q))], index=i, low=k + 1, high=n),
            ["positive"],
        ),
        Step("low_tail", Relation(level**p * powers, "<=", tail), chain(), ["factor", "low_ranks", "sum"]),
        Step("left", Relation(lower.lhs, "=", level**p * powers), identity(), ["positive"]),
        Step("right", Relation(tail, "=", lower.rhs), identity()),
        Step("lower", lower, chain(), ["left", "low_tail", "right"]),
        Step("claim", THEOREM.claim, chain(), ["upper", "lower"]),
    ],
)
