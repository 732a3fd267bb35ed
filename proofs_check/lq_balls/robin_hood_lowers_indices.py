"""Karamata's inequality for the power sums, strict majorisation of the tails for the Gini index."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, order_statistic, power_sum, pqi, si, tail_power_sum
from lqtheory.theorems.lq_balls.robin_hood_lowers_indices import THEOREM, D, y

n, i, m, p, q, r, a, x = D.symbols
j, k = sp.Symbol("j", integer=True, positive=True), sp.Symbol("k", integer=True, nonnegative=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
S = power_sum
move = {"x": x, "i": i, "j": m, "a": a}
tails = {v: sp.Sum(tail_power_sum(v, k, 1), (k, 0, n - 1)) for v in (x, y)}
below, above = Relation(p, "<", 1), Relation(1, "<=", p)


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


def ratio(b, d):
    """1 minus the PQ index with the power sums b and d."""
    return n ** (1 / q - 1 / p) * b ** (1 / p) * d ** (-1 / q)


def falls(low, high):
    """Steps for pqi(y) < pqi(x) from low <= S_p(y) (strictly if p < 1) and S_q(y) <= high (strictly if q > 1)."""
    start, middle, end = ratio(low, high), ratio(low, S(y, q)), ratio(S(y, p), S(y, q))
    first, second = monotone(t, ratio(low, t)), monotone(t, ratio(t, S(y, q)))
    goal = Relation(ratio(S(x, p), S(x, q)), "<", end)
    return [
        Step("one", Relation(start, "<=", middle), first, ["q_weak", "positive_q"]),
        Step("one_strict", Claim([above], [Relation(start, "<", middle)]), first, ["q_strict", "positive_q"]),
        Step("two", Relation(middle, "<=", end), second, ["p_weak", "positive_p", "positive_q"]),
        Step(
            "two_strict", Claim([below], [Relation(middle, "<", end)]), second, ["p_strict", "positive_p", "positive_q"]
        ),
        Step("below_1", Claim([below], [goal]), chain(), ["one", "two_strict"]),
        Step("at_1", Claim([above], [goal]), chain(), ["one_strict", "two"]),
        Step("ratio", goal, cases(), ["below_1", "at_1"]),
        Step("pqi", Relation(pqi(y, p, q), "<", pqi(x, p, q)), monotone(u, 1 - u), ["ratio"]),
    ]


def others():
    """Steps for Hoyer's index, the PQ index with p = 1, q = 2 up to a factor, and SI_r, from p = r, q = 1."""
    left, right = (S(v, r) ** (1 / r) / S(v, 1) for v in (y, x))
    return [
        Step("pqi_12", Relation(pqi(y, 1, 2), "<", pqi(x, 1, 2)), substitute({p: 1, q: 2}), ["pqi"]),
        Step("size_2", Relation(1, "<", n), sign()),
        Step("root", Relation(1, "<", sp.sqrt(n)), monotone(t, sp.sqrt(t)), ["size_2"]),
        Step(
            "hoyer",
            Relation(hoyer(y), "<", hoyer(x)),
            monotone(u, u * sp.sqrt(n) / (sp.sqrt(n) - 1)),
            ["pqi_12", "root"],
        ),
        Step("pqi_r1", Relation(pqi(y, r, 1), "<", pqi(x, r, 1)), substitute({p: r, q: 1}), ["pqi"]),
        Step("inverse", Relation(right, "<", left), monotone(u, n ** (1 / r - 1) - n ** (1 / r - 1) * u), ["pqi_r1"]),
        Step("si", Relation(si(y, r), "<", si(x, r)), monotone(t, 1 / t), ["inverse", "positive_1", "positive_r"]),
    ]


PROOF = Proof(
    "robin_hood_lowers_indices",
    steps=[
        Step("sum", Relation(S(y, 1), "=", S(x, 1)), lemma("robin_hood_keeps_sum", **move)),
        Step("total", Relation(0, "<", S(x, 1)), sign()),
        Step("positive_1", Relation(0, "<", S(y, 1)), chain(), ["total", "sum"]),
        Step(
            "positive_p",
            Relation(0, "<", S(y, p)),
            lemma("power_sums_positive_together", x=y, r=p, u=1),
            ["positive_1"],
        ),
        Step(
            "positive_q",
            Relation(0, "<", S(y, q)),
            lemma("power_sums_positive_together", x=y, r=q, u=1),
            ["positive_1"],
        ),
        Step(
            "positive_r",
            Relation(0, "<", S(y, r)),
            lemma("power_sums_positive_together", x=y, r=r, u=1),
            ["positive_1"],
        ),
        Step(
            "p_weak", Relation(S(x, p), "<=", S(y, p)), lemma("robin_hood_power_sums_weakly", **move, r=p, convex=False)
        ),
        Step(
            "q_weak", Relation(S(y, q), "<=", S(x, q)), lemma("robin_hood_power_sums_weakly", **move, r=q, convex=True)
        ),
        Step(
            "p_strict",
            Claim([below], [Relation(S(x, p), "<", S(y, p))]),
            lemma("robin_hood_power_sums", **move, r=p, convex=False),
        ),
        Step(
            "q_strict",
            Claim([above], [Relation(S(y, q), "<", S(x, q))]),
            lemma("robin_hood_power_sums", **move, r=q, convex=True),
        ),
        *falls(S(x, p), S(x, q)),
        *others(),
        *by_ranks(x, n, "x"),
        *by_ranks(y, n, "y"),
        Step("cake_x", Relation(tails[x], "=", ranked(x, n)), lemma("layer_cake", x=x, index=k, rank=j)),
        Step("cake_y", Relation(tails[y], "=", ranked(y, n)), lemma("layer_cake", x=y, index=k, rank=j)),
        Step("majorised", Relation(tails[x], "<", tails[y]), lemma("robin_hood_tails", **move, index=k)),
        Step("ranks", Relation(ranked(x, n), "<", ranked(y, n)), chain(), ["cake_x", "majorised", "cake_y"]),
        Step(
            "same_sum",
            Relation(form(y, n), "=", (n + 1) / n - 2 * ranked(y, n) / (n * S(x, 1))),
            monotone(t, (n + 1) / n - 2 * ranked(y, n) / (n * t)),
            ["sum", "positive_1"],
        ),
        Step(
            "lower",
            Relation((n + 1) / n - 2 * ranked(y, n) / (n * S(x, 1)), "<", form(x, n)),
            monotone(u, (n + 1) / n - 2 * u / (n * S(x, 1))),
            ["ranks"],
        ),
        Step("gini", Relation(gini(y), "<", gini(x)), chain(), ["form_y", "same_sum", "lower", "form_x"]),
        Step("claim", THEOREM.claim, chain(), ["gini", "hoyer", "si", "pqi"]),
    ],
)
