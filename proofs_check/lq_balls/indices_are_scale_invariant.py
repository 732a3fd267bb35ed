"""Power sums of c x carry a factor c^r, sorted entries a factor c; it cancels in every index."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, order_statistic, power_sum, pqi, si
from lqtheory.theorems.lq_balls.indices_are_scale_invariant import THEOREM, D

n, p, q, r, c, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
y = c * x
S = power_sum


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


def multiple(e, tag):
    """The power sum of c x with exponent e."""
    return Step(tag, Relation(S(y, e), "=", c**e * S(x, e)), lemma("power_sum_of_multiple", x=x, y=y, c=c, r=e))


def value(a, b):
    """The PQ index with the power sums a and b."""
    return 1 - n ** (1 / q - 1 / p) * a ** (1 / p) * b ** (-1 / q)


moved = value(c**p * S(x, p), S(y, q))
scaled = (n + 1) / n - 2 * c * ranked(x, n) / (n * S(y, 1))

PROOF = Proof(
    "indices_are_scale_invariant",
    extra={"j": Integer(1, "n")},
    steps=[
        multiple(p, "sum_p"),
        multiple(q, "sum_q"),
        Step("first", Relation(pqi(y, p, q), "=", moved), monotone(t, value(t, S(y, q))), ["sum_p"]),
        Step("second", Relation(moved, "=", pqi(x, p, q)), monotone(t, value(c**p * S(x, p), t)), ["sum_q"]),
        Step("pqi", Relation(pqi(y, p, q), "=", pqi(x, p, q)), chain(), ["first", "second"]),
        # Hoyer's index is the PQ index with p = 1, q = 2 up to a factor; SI_r comes from the one with p = r, q = 1.
        Step("pqi_12", Relation(pqi(y, 1, 2), "=", pqi(x, 1, 2)), substitute({p: 1, q: 2}), ["pqi"]),
        Step("hoyer", Relation(hoyer(y), "=", hoyer(x)), monotone(u, u * sp.sqrt(n) / (sp.sqrt(n) - 1)), ["pqi_12"]),
        Step("pqi_r1", Relation(pqi(y, r, 1), "=", pqi(x, r, 1)), substitute({p: r, q: 1}), ["pqi"]),
        Step(
            "inverse",
            Relation(S(y, r) ** (1 / r) / S(y, 1), "=", S(x, r) ** (1 / r) / S(x, 1)),
            monotone(u, n ** (1 / r - 1) - n ** (1 / r - 1) * u),
            ["pqi_r1"],
        ),
        Step("si", Relation(si(y, r), "=", si(x, r)), monotone(t, 1 / t), ["inverse"]),
        *by_ranks(y, n, "y"),
        *by_ranks(x, n, "x"),
        Step(
            "entry",
            Relation(order_statistic(y, j), "=", c * order_statistic(x, j)),
            lemma("order_of_multiple", x=x, c=c, j=j),
        ),
        Step(
            "term",
            Relation(j * order_statistic(y, j), "=", j * c * order_statistic(x, j)),
            monotone(u, j * u),
            ["entry"],
        ),
        Step(
            "terms",
            Relation(ranked(y, n), "=", sp.Sum(j * c * order_statistic(x, j), (j, 1, n))),
            lemma("equal_terms", body=j * order_statistic(y, j), other=j * c * order_statistic(x, j), index=j),
            ["term"],
        ),
        Step(
            "factor",
            Relation(sp.Sum(j * c * order_statistic(x, j), (j, 1, n)), "=", c * ranked(x, n)),
            lemma(
                "linear_sum",
                total=j * c * order_statistic(x, j),
                terms=((c, j * order_statistic(x, j)),),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step("ranks", Relation(ranked(y, n), "=", c * ranked(x, n)), chain(), ["terms", "factor"]),
        Step("top", Relation(form(y, n), "=", scaled), monotone(u, (n + 1) / n - 2 * u / (n * S(y, 1))), ["ranks"]),
        multiple(1, "sum_1"),
        Step(
            "bottom",
            Relation(scaled, "=", form(x, n)),
            monotone(t, (n + 1) / n - 2 * c * ranked(x, n) / (n * t)),
            ["sum_1"],
        ),
        Step("gini", Relation(gini(y), "=", gini(x)), chain(), ["form_y", "top", "bottom", "form_x"]),
        Step("claim", THEOREM.claim, chain(), ["gini", "hoyer", "si", "pqi"]),
    ],
)
