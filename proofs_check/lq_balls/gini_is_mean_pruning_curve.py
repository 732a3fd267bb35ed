"""Exchange of sums: all tails together count the j-th largest entry j times."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import gini, order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.gini_is_mean_pruning_curve import THEOREM, D, curve, k

n, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
u, half = sp.Symbol("u", real=True), sp.Rational(1, 2)
total, entry, tail = power_sum(x, 1), order_statistic(x, j), tail_power_sum(x, k, 1)
tails = sp.Sum(tail, (k, 0, n - 1))
entries, ranked, weighted = (sp.Sum(w * entry, (j, 1, n)) for w in (1, j, j - half))
by_curve = 1 - 2 * (tails - half * total) / (n * total)

PROOF = Proof(
    "gini_is_mean_pruning_curve",
    extra={"k": Integer(0, "n-1")},
    steps=[
        Step("cake", Relation(tails, "=", ranked), lemma("layer_cake", x=x, index=k, rank=j)),
        Step("entries", Relation(entries, "=", total), lemma("sum_of_order_statistics", x=x, rank=j)),
        Step(
            "weights",
            Relation(weighted, "=", ranked - half * entries),
            lemma(
                "linear_sum", total=(j - half) * entry, terms=((1, j * entry), (-half, entry)), index=j, low=1, high=n
            ),
        ),
        Step(
            "total",
            Relation(ranked - half * entries, "=", ranked - half * total),
            monotone(u, ranked - half * u),
            ["entries"],
        ),
        Step(
            "tails", Relation(tails - half * total, "=", ranked - half * total), monotone(u, u - half * total), ["cake"]
        ),
        Step("linked", Relation(weighted, "=", tails - half * total), chain(), ["weights", "total", "tails"]),
        Step("gini", Relation(gini(x), "=", by_curve), monotone(u, 1 - 2 * u / (n * total)), ["linked"]),
        Step(
            "terms",
            Relation(curve, "=", sp.Sum(tail / total, (k, 0, n - 1))),
            lemma("equal_terms", body=curve.function, other=tail / total, index=k),
        ),
        Step(
            "factor",
            Relation(sp.Sum(tail / total, (k, 0, n - 1)), "=", tails / total),
            lemma("linear_sum", total=tail / total, terms=((1 / total, tail),), index=k, low=0, high=n - 1),
        ),
        Step("shares", Relation(curve, "=", tails / total), chain(), ["terms", "factor"]),
        Step(
            "scaled", Relation(THEOREM.relations[0].rhs, "=", by_curve), monotone(u, 1 + 1 / n - 2 * u / n), ["shares"]
        ),
        Step("claim", THEOREM.claim, chain(), ["gini", "scaled"]),
    ],
)
