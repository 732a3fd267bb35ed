"""|x| + a is a multiple of a mixture of |x| with its mean: Jensen for the power sums, Chebyshev for the Gini index."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, magnitudes, order_statistic, power_sum, pqi, si
from lqtheory.theorems.lq_balls.rising_tide_lowers_indices import THEOREM, D, y

n, p, q, r, a, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
t, u, half = sp.Symbol("t", positive=True), sp.Symbol("u", real=True), sp.Rational(1, 2)
S = power_sum
theta, factor = n * a / (S(x, 1) + n * a), (S(x, 1) + n * a) / S(x, 1)
mixture = (1 - theta) * magnitudes(x) + theta * S(x, 1) / n
below, above = Relation(p, "<", 1), Relation(1, "<=", p)
T, ranks = sp.Sum(j * order_statistic(x, j), (j, 1, n)), sp.Sum(j, (j, 1, n))
risen = (n + 1) / n - 2 * (T + a * n * (n + 1) / 2) / (n * (S(x, 1) + n * a))
partly = (n + 1) / n - 2 * (T + a * n * (n + 1) / 2) / (n * S(y, 1))
start = (n + 1) / n - 2 * T / (n * S(x, 1)) - a * (n + 1) / (S(x, 1) + n * a)


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
        Step("two", Relation(middle, "<=", end), second, ["p_weak", "positive_q"]),
        Step("two_strict", Claim([below], [Relation(middle, "<", end)]), second, ["p_strict", "positive_q"]),
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
        Step("si", Relation(si(y, r), "<", si(x, r)), monotone(t, 1 / t), ["inverse", "positive_1"]),
    ]


def towards(e, tag, convex):
    """Steps that compare S_e(y) with factor^e S_e(x), weakly and strictly."""
    mixed, low = S(mixture, e), factor**e * S(x, e)
    strict_if = above if convex else below

    def relation(b, operator, d):
        return Relation(b, operator, d) if convex else Relation(d, operator, b)

    weak, strict = relation(mixed, "<=", S(x, e)), Claim([strict_if], [relation(mixed, "<", S(x, e))])
    jensen = {"x": x, "t": theta, "r": e, "convex": convex}
    scale = monotone(u, u * factor**e)
    return [
        Step(
            f"{tag}_multiple",
            Relation(S(y, e), "=", factor**e * mixed),
            lemma("power_sum_of_multiple", x=mixture, y=y, c=factor, r=e),
        ),
        Step(f"{tag}_mix", weak, lemma("towards_the_mean", **jensen)),
        Step(f"{tag}_mix_strict", strict, lemma("towards_the_mean", **jensen, strict=True)),
        Step(f"{tag}_scaled", relation(factor**e * mixed, "<=", low), scale, [f"{tag}_mix"]),
        Step(
            f"{tag}_scaled_strict",
            Claim([strict_if], [relation(factor**e * mixed, "<", low)]),
            scale,
            [f"{tag}_mix_strict"],
        ),
        Step(f"{tag}_weak", relation(S(y, e), "<=", low), chain(), [f"{tag}_multiple", f"{tag}_scaled"]),
        Step(
            f"{tag}_strict",
            Claim([strict_if], [relation(S(y, e), "<", low)]),
            chain(),
            [f"{tag}_multiple", f"{tag}_scaled_strict"],
        ),
    ]


PROOF = Proof(
    "rising_tide_lowers_indices",
    extra={"j": Integer(1, "n")},
    steps=[
        Step("sum", Relation(S(y, 1), "=", S(x, 1) + n * a), lemma("rising_tide_sum", x=x, a=a)),
        Step("total", Relation(0, "<", S(x, 1) + n * a), sign()),
        Step("positive_1", Relation(0, "<", S(y, 1)), chain(), ["total", "sum"]),
        Step(
            "positive_q",
            Relation(0, "<", S(y, q)),
            lemma("power_sums_positive_together", x=y, r=q, u=1),
            ["positive_1"],
        ),
        *towards(p, "p", False),
        *towards(q, "q", True),
        *falls(factor**p * S(x, p), factor**q * S(x, q)),
        *others(),
        *by_ranks(x, n, "x"),
        *by_ranks(y, n, "y"),
        Step(
            "entry",
            Relation(order_statistic(y, j), "=", order_statistic(x, j) + a),
            lemma("rising_tide_order", x=x, a=a, j=j),
        ),
        Step(
            "term",
            Relation(j * order_statistic(y, j), "=", j * (order_statistic(x, j) + a)),
            monotone(u, j * u),
            ["entry"],
        ),
        Step(
            "terms",
            Relation(ranked(y, n), "=", sp.Sum(j * (order_statistic(x, j) + a), (j, 1, n))),
            lemma("equal_terms", body=j * order_statistic(y, j), other=j * (order_statistic(x, j) + a), index=j),
            ["term"],
        ),
        Step(
            "apart",
            Relation(sp.Sum(j * (order_statistic(x, j) + a), (j, 1, n)), "=", T + a * ranks),
            lemma(
                "linear_sum",
                total=j * (order_statistic(x, j) + a),
                terms=((1, j * order_statistic(x, j)), (a, j)),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step("gauss", Relation(ranks, "=", n * (n + 1) / 2), lemma("sum_of_ranks", index=j, n=n)),
        Step("risen", Relation(T + a * ranks, "=", T + a * n * (n + 1) / 2), monotone(u, T + a * u), ["gauss"]),
        Step("ranks", Relation(ranked(y, n), "=", T + a * n * (n + 1) / 2), chain(), ["terms", "apart", "risen"]),
        Step("top", Relation(form(y, n), "=", partly), monotone(u, (n + 1) / n - 2 * u / (n * S(y, 1))), ["ranks"]),
        Step(
            "bottom",
            Relation(partly, "=", risen),
            monotone(t, (n + 1) / n - 2 * (T + a * n * (n + 1) / 2) / (n * t)),
            ["sum", "positive_1"],
        ),
        Step(
            "chebyshev",
            Relation(n * T, "<", ranks * S(x, 1)),
            lemma("chebyshev_sums", x=x, weight=j, index=j, strict=True),
        ),
        Step("mean", Relation(ranks * S(x, 1), "=", n * (n + 1) / 2 * S(x, 1)), monotone(u, u * S(x, 1)), ["gauss"]),
        Step("below", Relation(n * T, "<", n * (n + 1) / 2 * S(x, 1)), chain(), ["chebyshev", "mean"]),
        Step(
            "lower",
            Relation(risen, "<", form(x, n)),
            monotone(u, start + 2 * a * u / (n * S(x, 1) * (S(x, 1) + n * a))),
            ["below"],
        ),
        Step("gini", Relation(gini(y), "<", gini(x)), chain(), ["form_y", "top", "bottom", "lower", "form_x"]),
        Step("claim", THEOREM.claim, chain(), ["gini", "hoyer", "si", "pqi"]),
    ],
)
