"""Chebyshev's sum inequality for the ranks 1, ..., n against the sorted entries; and every rank is at least 1."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import gini, order_statistic, power_sum
from lqtheory.theorems.lq_balls.gini_range import THEOREM, D

n, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
u, half = sp.Symbol("u", real=True), sp.Rational(1, 2)
total, T = power_sum(x, 1), sp.Sum(j * order_statistic(x, j), (j, 1, n))
entries = sp.Sum(order_statistic(x, j), (j, 1, n))
ranks = sp.Sum(j, (j, 1, n))


def ranked(v, size):
    """Sum of rank times sorted entry."""
    return sp.Sum(j * order_statistic(v, j), (j, 1, size))


def form(v, size):
    """The Gini index through that sum."""
    return (size + 1) / size - 2 * ranked(v, size) / (size * power_sum(v, 1))


def by_ranks(v, size, tag):
    """Steps for gini(v) = (size+1)/size - 2 T(v)/(size S(v)): the weights j - 1/2 taken apart."""
    entry = order_statistic(v, j)
    entries = sp.Sum(entry, (j, 1, size))
    weighted = sp.Sum((j - half) * order_statistic(v, j), (j, 1, size))
    apart = ranked(v, size) - half * entries
    return [
        Step(
            f"weights_{tag}",
            Relation(weighted, "=", apart),
            lemma(
                "linear_sum",
                total=(j - half) * entry,
                terms=((1, j * entry), (-half, entry)),
                index=j,
                low=1,
                high=size,
            ),
        ),
        Step(f"entries_{tag}", Relation(entries, "=", power_sum(v, 1)), lemma("sum_of_order_statistics", x=v, rank=j)),
        Step(f"unfolded_{tag}", Relation(gini(v), "=", 1 - 2 * weighted / (size * power_sum(v, 1))), identity()),
        Step(
            f"apart_{tag}",
            Relation(1 - 2 * weighted / (size * power_sum(v, 1)), "=", 1 - 2 * apart / (size * power_sum(v, 1))),
            monotone(u, 1 - 2 * u / (size * power_sum(v, 1))),
            [f"weights_{tag}"],
        ),
        Step(
            f"together_{tag}",
            Relation(1 - 2 * apart / (size * power_sum(v, 1)), "=", form(v, size)),
            monotone(u, 1 - 2 * ranked(v, size) / (size * power_sum(v, 1)) + u / (size * power_sum(v, 1))),
            [f"entries_{tag}"],
        ),
        Step(
            f"form_{tag}",
            Relation(gini(v), "=", form(v, size)),
            chain(),
            [f"unfolded_{tag}", f"apart_{tag}", f"together_{tag}"],
        ),
    ]


PROOF = Proof(
    "gini_range",
    extra={"j": Integer(1, "n")},
    steps=[
        *by_ranks(x, n, "x"),
        Step("chebyshev", Relation(n * T, "<=", ranks * total), lemma("chebyshev_sums", x=x, weight=j, index=j)),
        Step("gauss", Relation(ranks, "=", n * (n + 1) / 2), lemma("sum_of_ranks", index=j, n=n)),
        Step("times", Relation(ranks * total, "=", n * (n + 1) / 2 * total), monotone(u, u * total), ["gauss"]),
        Step("mean", Relation(n * T, "<=", n * (n + 1) / 2 * total), chain(), ["chebyshev", "times"]),
        Step("low_form", Relation(0, "<=", form(x, n)), monotone(u, (n + 1) / n - 2 * u / (n**2 * total)), ["mean"]),
        Step("low", Relation(0, "<=", gini(x)), chain(), ["low_form", "form_x"]),
        Step(
            "rank_1",
            Relation(entries, "<=", T),
            lemma("termwise_sum", body=order_statistic(x, j), bound=j * order_statistic(x, j), factor=1, index=j),
        ),
        Step("least", Relation(total, "<=", T), chain(), ["rank_1", "entries_x"]),
        Step(
            "high_form",
            Relation(form(x, n), "<=", 1 - 1 / n),
            monotone(u, (n + 1) / n - 2 * u / (n * total)),
            ["least"],
        ),
        Step("high", Relation(gini(x), "<=", 1 - 1 / n), chain(), ["form_x", "high_form"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
