"""The quotient of two norms falls in a strict maximum, because its logarithmic derivative is negative."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, order_statistic, power_sum, pqi, si, tail_power_sum
from lqtheory.theorems.lq_balls.bill_gates_raises_indices import THEOREM, D, poorer, richer

n, p, q, r, a, b, x = D.symbols
v = sp.Symbol("v", positive=True)
j = sp.Symbol("j", integer=True, positive=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
S, X = power_sum, order_statistic(x, 1)
raised = {a: poorer, b: richer}
low, high = tail_power_sum(x, 1, p), tail_power_sum(x, 1, q)
top = X + v
T = sp.Sum((j - 1) * order_statistic(x, j), (j, 1, n))


def total(at, e):
    """Power sum of the raised vector."""
    return (X + at) ** e + tail_power_sum(x, 1, e)


def by_gap(amount):
    """The Gini index of the raised vector from the two sums."""
    return 1 - (1 + 2 * T / (S(x, 1) + amount)) / n


def quotient(c, d):
    """1 minus the PQ index without the factor of n, from the two power sums."""
    return c ** (1 / p) * d ** (-1 / q)


log_quotient = sp.log(total(v, p)) / p - sp.log(total(v, q)) / q
numerator = high * top**p - low * top**q
denominator = top * total(v, p) * total(v, q)


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


def at(amount, tag, positive_p=(), positive_q=()):
    """Steps for the PQ index after raising the largest entry by an amount."""
    y = raised[amount]
    start = form(y, n)
    mixed = 1 - (1 + 2 * T / S(y, 1)) / n
    return [
        Step(f"p_{tag}", Relation(S(y, p), "=", total(amount, p)), lemma("bill_gates_power_sum", x=x, a=amount, r=p)),
        Step(f"q_{tag}", Relation(S(y, q), "=", total(amount, q)), lemma("bill_gates_power_sum", x=x, a=amount, r=q)),
        Step(f"one_{tag}", Relation(S(y, 1), "=", total(amount, 1)), lemma("bill_gates_power_sum", x=x, a=amount, r=1)),
        Step(f"sum_{tag}", Relation(S(y, 1), "=", S(x, 1) + amount), identity(), [f"one_{tag}", "head_1"]),
        Step(f"total_1_{tag}", Relation(0, "<", S(x, 1) + amount), sign()),
        Step(f"positive_1_{tag}", Relation(0, "<", S(y, 1)), chain(), [f"sum_{tag}", f"total_1_{tag}"]),
        Step(
            f"positive_r_{tag}",
            Relation(0, "<", S(y, r)),
            lemma("power_sums_positive_together", x=y, r=r, u=1),
            [f"positive_1_{tag}"],
        ),
        Step(
            f"positive_q_{tag}",
            Relation(0, "<", S(y, q)),
            lemma("power_sums_positive_together", x=y, r=q, u=1),
            [f"positive_1_{tag}"],
        ),
        Step(
            f"first_{tag}",
            Relation(quotient(S(y, p), S(y, q)), "=", quotient(total(amount, p), S(y, q))),
            monotone(t, quotient(t, S(y, q))),
            [f"p_{tag}", f"positive_q_{tag}", *positive_p],
        ),
        Step(
            f"second_{tag}",
            Relation(quotient(total(amount, p), S(y, q)), "=", quotient(total(amount, p), total(amount, q))),
            monotone(t, quotient(total(amount, p), t)),
            [f"q_{tag}", *positive_q],
        ),
        *by_ranks(y, n, tag),
        Step(
            f"ranks_{tag}",
            Relation(ranked(y, n), "=", T),
            lemma("bill_gates_ranks", x=x, a=amount, weight=j - 1, index=j),
        ),
        Step(
            f"top_{tag}",
            Relation(start, "=", mixed),
            monotone(u, 1 - 1 / n - 2 * u / (n * S(y, 1))),
            [f"ranks_{tag}"],
        ),
        Step(
            f"bottom_{tag}",
            Relation(mixed, "=", by_gap(amount)),
            monotone(t, 1 - 1 / n - 2 * T / (n * t)),
            [f"sum_{tag}", f"positive_1_{tag}", f"total_1_{tag}"],
        ),
        Step(
            f"gini_{tag}",
            Relation(gini(y), "=", by_gap(amount)),
            chain(),
            [f"form_{tag}", f"top_{tag}", f"bottom_{tag}"],
        ),
    ]


def others():
    """Steps for Hoyer's index, the PQ index with p = 1, q = 2 up to a factor, and SI_r, from p = r, q = 1."""
    right, left = (S(w, r) ** (1 / r) / S(w, 1) for w in (poorer, richer))
    return [
        Step("pqi_12", Relation(pqi(poorer, 1, 2), "<", pqi(richer, 1, 2)), substitute({p: 1, q: 2}), ["pqi"]),
        Step("size_2", Relation(1, "<", n), sign()),
        Step("root", Relation(1, "<", sp.sqrt(n)), monotone(t, sp.sqrt(t)), ["size_2"]),
        Step(
            "hoyer",
            Relation(hoyer(poorer), "<", hoyer(richer)),
            monotone(u, u * sp.sqrt(n) / (sp.sqrt(n) - 1)),
            ["pqi_12", "root"],
        ),
        Step("pqi_r1", Relation(pqi(poorer, r, 1), "<", pqi(richer, r, 1)), substitute({p: r, q: 1}), ["pqi"]),
        Step("inverse", Relation(left, "<", right), monotone(u, n ** (1 / r - 1) - n ** (1 / r - 1) * u), ["pqi_r1"]),
        Step(
            "si",
            Relation(si(poorer, r), "<", si(richer, r)),
            monotone(t, 1 / t),
            ["inverse", "positive_1_a", "positive_r_a", "positive_1_b", "positive_r_b"],
        ),
    ]


PROOF = Proof(
    "bill_gates_raises_indices",
    extra={"v": Real("a", "b"), "j": Integer(1, "n")},
    steps=[
        Step("second_entry", Relation(0, "<", order_statistic(x, 2)), sign()),
        Step("decrease", Relation(order_statistic(x, 2), "<=", X), lemma("order_statistics_decrease", x=x, i=1, j=2)),
        Step("largest", Relation(0, "<", X), chain(), ["second_entry", "decrease"]),
        # The slope of the logarithm of the quotient of norms.
        Step(
            "tail_p",
            Relation(low, "=", order_statistic(x, 2) ** p + tail_power_sum(x, 2, p)),
            lemma("tail_begins", x=x, k=1, p=p),
        ),
        Step(
            "tail_positive",
            Relation(0, "<", order_statistic(x, 2) ** p + tail_power_sum(x, 2, p)),
            sign(),
            ["second_entry"],
        ),
        Step("low_positive", Relation(0, "<", low), chain(), ["tail_positive", "tail_p"]),
        Step("interpolated", Relation(high, "<=", X ** (q - p) * low), lemma("tail_interpolation", x=x, k=1, q=p, p=q)),
        Step("below_top", Relation(X, "<", top), sign()),
        Step(
            "powers",
            Relation(X ** (q - p) * low, "<", top ** (q - p) * low),
            monotone(t, t ** (q - p) * low),
            ["below_top", "largest", "low_positive"],
        ),
        Step("smaller", Relation(high, "<", top ** (q - p) * low), chain(), ["interpolated", "powers"]),
        Step(
            "negative",
            Relation(numerator / denominator, "<", 0),
            monotone(u, u * top**p / denominator - low * top**q / denominator),
            ["smaller"],
        ),
        Step("derivative", Relation(sp.diff(log_quotient, v), "=", numerator / denominator), identity()),
        Step("slope", Relation(sp.diff(log_quotient, v), "<", 0), chain(), ["derivative", "negative"]),
        # S(x) = X + tail, for the sums of the raised vectors.
        Step(
            "head_0",
            Relation(tail_power_sum(x, 0, 1), "=", X + tail_power_sum(x, 1, 1)),
            lemma("tail_begins", x=x, k=0, p=1),
        ),
        Step("everything", Relation(tail_power_sum(x, 0, 1), "=", S(x, 1)), lemma("tail_of_everything", x=x, p=1)),
        Step("head_1", Relation(S(x, 1), "=", X + tail_power_sum(x, 1, 1)), chain(), ["everything", "head_0"]),
        Step("total_p_a", Relation(0, "<", total(a, p)), sign(), ["largest"]),
        Step("total_q_a", Relation(0, "<", total(a, q)), sign(), ["largest"]),
        *at(a, "a", ["total_p_a"], ["total_q_a"]),
        *at(b, "b"),
        Step(
            "falling",
            Relation(log_quotient.subs(v, b), "<", log_quotient.subs(v, a)),
            lemma("falling_function", value=log_quotient, variable=v),
            ["slope", "total_p_a", "total_q_a", "largest"],
        ),
        Step(
            "quotients",
            Relation(quotient(total(b, p), total(b, q)), "<", quotient(total(a, p), total(a, q))),
            monotone(u, sp.exp(u)),
            ["falling", "total_p_a", "total_q_a"],
        ),
        Step(
            "norms",
            Relation(quotient(S(richer, p), S(richer, q)), "<", quotient(S(poorer, p), S(poorer, q))),
            chain(),
            ["first_b", "second_b", "quotients", "second_a", "first_a"],
        ),
        Step(
            "pqi",
            Relation(pqi(poorer, p, q), "<", pqi(richer, p, q)),
            monotone(u, 1 - n ** (1 / q - 1 / p) * u),
            ["norms"],
        ),
        *others(),
        # Gini: the sum of ranks above 1 times entries is positive and stays.
        Step(
            "one_term",
            Relation(order_statistic(x, 2), "<=", T),
            lemma("term_at_most_sum", body=(j - 1) * order_statistic(x, j), index=j, at=2),
        ),
        Step("exceeds", Relation(0, "<", T), chain(), ["second_entry", "one_term"]),
        Step("wider", Relation(S(x, 1) + a, "<", S(x, 1) + b), sign()),
        Step(
            "gini_gain",
            Relation(by_gap(a), "<", by_gap(b)),
            monotone(t, 1 - 1 / n - 2 * T / (n * t)),
            ["wider", "exceeds", "total_1_a", "total_1_b"],
        ),
        Step(
            "gini",
            Relation(gini(poorer), "<", gini(richer)),
            chain(),
            ["gini_a", "gini_gain", "gini_b"],
        ),
        Step("claim", THEOREM.claim, chain(), ["gini", "hoyer", "si", "pqi"]),
    ],
)
