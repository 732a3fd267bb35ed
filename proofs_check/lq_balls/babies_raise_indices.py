"""No power sum and no weighted sum of ranks changes, only n."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import append_zero, gini, order_statistic, power_sum, pqi
from lqtheory.theorems.lq_balls.babies_raise_indices import THEOREM, D

n, p, q, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
S, y = power_sum, append_zero(x)


def ranked(v, size):
    """Sum of (rank - 1) times sorted entry."""
    return sp.Sum((j - 1) * order_statistic(v, j), (j, 1, size))


def form(v, size):
    """The Gini index through that sum."""
    return 1 - (1 + 2 * ranked(v, size) / power_sum(v, 1)) / size


def by_ranks(v, size, tag):
    """Steps for gini(v) = 1 - (1 + 2 T(v)/S(v))/size: the weights j - 1/2 taken apart."""
    entry = order_statistic(v, j)
    entries = sp.Sum(entry, (j, 1, size))
    weighted = sp.Sum((j - half) * order_statistic(v, j), (j, 1, size))
    apart = ranked(v, size) + half * entries
    return [
        Step(
            f"weights_{tag}",
            Relation(weighted, "=", apart),
            lemma(
                "linear_sum",
                total=(j - half) * entry,
                terms=((1, (j - 1) * entry), (half, entry)),
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
            monotone(u, 1 - 2 * ranked(v, size) / (size * power_sum(v, 1)) - u / (size * power_sum(v, 1))),
            [f"entries_{tag}"],
        ),
        Step(
            f"form_{tag}",
            Relation(gini(v), "=", form(v, size)),
            chain(),
            [f"unfolded_{tag}", f"apart_{tag}", f"together_{tag}"],
        ),
    ]


def value(size, b, d):
    """The PQ index with the power sums b and d."""
    return 1 - size ** (1 / q - 1 / p) * b ** (1 / p) * d ** (-1 / q)


def same(e, tag):
    """The power sum is not changed, and it is positive."""
    return [
        Step(tag, Relation(S(y, e), "=", S(x, e)), lemma("zero_adds_nothing", x=x, r=e)),
        Step(f"{tag}_before", Relation(0, "<", S(x, e)), sign()),
        Step(f"{tag}_positive", Relation(0, "<", S(y, e)), chain(), [f"{tag}_before", tag]),
    ]


T = ranked(x, n)
with_zero = 1 - (1 + 2 * T / S(x, 1)) / (n + 1)
mixed = 1 - (1 + 2 * T / S(y, 1)) / (n + 1)

PROOF = Proof(
    "babies_raise_indices",
    steps=[
        *same(p, "sum_p"),
        *same(q, "sum_q"),
        Step("longer", Relation(n, "<", n + 1), sign()),
        Step(
            "more",
            Relation(pqi(x, p, q), "<", value(n + 1, S(x, p), S(x, q))),
            monotone(t, value(t, S(x, p), S(x, q))),
            ["longer"],
        ),
        Step(
            "first",
            Relation(value(n + 1, S(y, p), S(y, q)), "=", value(n + 1, S(x, p), S(y, q))),
            monotone(t, value(n + 1, t, S(y, q))),
            ["sum_p", "sum_p_positive"],
        ),
        Step(
            "second",
            Relation(value(n + 1, S(x, p), S(y, q)), "=", value(n + 1, S(x, p), S(x, q))),
            monotone(t, value(n + 1, S(x, p), t)),
            ["sum_q", "sum_q_positive"],
        ),
        Step("unfolded", Relation(pqi(y, p, q), "=", value(n + 1, S(y, p), S(y, q))), identity()),
        Step("pqi", Relation(pqi(x, p, q), "<", pqi(y, p, q)), chain(), ["more", "first", "second", "unfolded"]),
        *by_ranks(x, n, "x"),
        *by_ranks(y, n + 1, "y"),
        Step("ranks", Relation(ranked(y, n + 1), "=", T), lemma("append_zero_ranks", x=x, weight=j - 1, index=j)),
        *same(1, "sum_1"),
        Step(
            "top",
            Relation(form(y, n + 1), "=", mixed),
            monotone(u, n / (n + 1) - 2 * u / ((n + 1) * S(y, 1))),
            ["ranks"],
        ),
        Step(
            "bottom",
            Relation(mixed, "=", with_zero),
            monotone(t, n / (n + 1) - 2 * T / ((n + 1) * t)),
            ["sum_1", "sum_1_positive"],
        ),
        Step("gain", Relation(form(x, n), "<", with_zero), monotone(t, 1 - (1 + 2 * T / S(x, 1)) / t), ["longer"]),
        Step("gini", Relation(gini(x), "<", gini(y)), chain(), ["form_x", "gain", "bottom", "top", "form_y"]),
        Step("claim", THEOREM.claim, chain(), ["gini", "pqi"]),
    ],
)
