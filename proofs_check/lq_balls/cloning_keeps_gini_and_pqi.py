"""Power sums double; a sum over the ranks of the clone is taken in pairs of equal entries."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import clone, gini, order_statistic, power_sum, pqi
from lqtheory.theorems.lq_balls.cloning_keeps_gini_and_pqi import THEOREM, D

n, p, q, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
S, y = power_sum, clone(x)
entries = sp.Sum(order_statistic(x, j), (j, 1, n))
odd, even = order_statistic(y, 2 * j - 1), order_statistic(y, 2 * j)
pairs = (2 * j - 1) * odd + 2 * j * even
paired = (4 * j - 1) * order_statistic(x, j)


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


def value(b, d):
    """The PQ index of 2n entries with the power sums b and d."""
    return 1 - (2 * n) ** (1 / q - 1 / p) * b ** (1 / p) * d ** (-1 / q)


def doubled(e, tag):
    """The power sum of the clone, and that it is positive."""
    return [
        Step(tag, Relation(S(y, e), "=", 2 * S(x, e)), lemma("clone_doubles", x=x, r=e)),
        Step(f"{tag}_twice", Relation(0, "<", 2 * S(x, e)), sign()),
        Step(f"{tag}_positive", Relation(0, "<", S(y, e)), chain(), [tag, f"{tag}_twice"]),
    ]


apart = 4 * ranked(x, n) - entries
partly = (2 * n + 1) / (2 * n) - (4 * ranked(x, n) - S(x, 1)) / (n * S(y, 1))
by_x = (2 * n + 1) / (2 * n) - (4 * ranked(x, n) - S(x, 1)) / (2 * n * S(x, 1))

PROOF = Proof(
    "cloning_keeps_gini_and_pqi",
    extra={"j": Integer(1, "n")},
    steps=[
        *doubled(p, "sum_p"),
        *doubled(q, "sum_q"),
        Step(
            "first",
            Relation(pqi(y, p, q), "=", value(2 * S(x, p), S(y, q))),
            monotone(t, value(t, S(y, q))),
            ["sum_p", "sum_p_positive"],
        ),
        Step(
            "second",
            Relation(value(2 * S(x, p), S(y, q)), "=", pqi(x, p, q)),
            monotone(t, value(2 * S(x, p), t)),
            ["sum_q", "sum_q_positive"],
        ),
        Step("pqi", Relation(pqi(y, p, q), "=", pqi(x, p, q)), chain(), ["first", "second"]),
        *by_ranks(x, n, "x"),
        *by_ranks(y, 2 * n, "y"),
        Step(
            "pairs",
            Relation(ranked(y, 2 * n), "=", sp.Sum(pairs, (j, 1, n))),
            lemma("sum_in_pairs", body=j * order_statistic(y, j), index=j, n=n),
        ),
        Step("odd", Relation(odd, "=", order_statistic(x, j)), lemma("clone_order", x=x, j=j, rank=2 * j - 1)),
        Step("even", Relation(even, "=", order_statistic(x, j)), lemma("clone_order", x=x, j=j, rank=2 * j)),
        Step(
            "odd_term",
            Relation(pairs, "=", (2 * j - 1) * order_statistic(x, j) + 2 * j * even),
            monotone(u, (2 * j - 1) * u + 2 * j * even),
            ["odd"],
        ),
        Step(
            "even_term",
            Relation((2 * j - 1) * order_statistic(x, j) + 2 * j * even, "=", paired),
            monotone(u, (2 * j - 1) * order_statistic(x, j) + 2 * j * u),
            ["even"],
        ),
        Step("term", Relation(pairs, "=", paired), chain(), ["odd_term", "even_term"]),
        Step(
            "terms",
            Relation(sp.Sum(pairs, (j, 1, n)), "=", sp.Sum(paired, (j, 1, n))),
            lemma("equal_terms", body=pairs, other=paired, index=j),
            ["term"],
        ),
        Step(
            "apart",
            Relation(sp.Sum(paired, (j, 1, n)), "=", apart),
            lemma(
                "linear_sum",
                total=paired,
                terms=((4, j * order_statistic(x, j)), (-1, order_statistic(x, j))),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step(
            "total", Relation(apart, "=", 4 * ranked(x, n) - S(x, 1)), monotone(u, 4 * ranked(x, n) - u), ["entries_x"]
        ),
        Step(
            "ranks",
            Relation(ranked(y, 2 * n), "=", 4 * ranked(x, n) - S(x, 1)),
            chain(),
            ["pairs", "terms", "apart", "total"],
        ),
        *doubled(1, "sum_1"),
        Step(
            "top",
            Relation(form(y, 2 * n), "=", partly),
            monotone(u, (2 * n + 1) / (2 * n) - 2 * u / (2 * n * S(y, 1))),
            ["ranks"],
        ),
        Step(
            "bottom",
            Relation(partly, "=", by_x),
            monotone(t, (2 * n + 1) / (2 * n) - (4 * ranked(x, n) - S(x, 1)) / (n * t)),
            ["sum_1", "sum_1_positive"],
        ),
        Step("gini", Relation(gini(y), "=", gini(x)), chain(), ["form_y", "top", "bottom", "form_x"]),
        Step("claim", THEOREM.claim, chain(), ["gini", "pqi"]),
    ],
)
