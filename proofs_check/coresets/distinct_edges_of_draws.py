"""Indicators of the edges: their moments add up, they are negatively correlated, and power sums are log-convex."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import expected_unique, power_sum
from lqtheory.theorems.coresets.distinct_edges_of_draws import THEOREM, D, m, n, q, s

EXTRA = {"a": Real(0, 1, closed="both"), "b": Real(0, "1-a", closed="both")}
a, b = D.extend(**EXTRA).symbols[-2:]
u, v = sp.Symbol("u", real=True), sp.Symbol("v", nonnegative=True)
mean, square, variance, first, concave = THEOREM.claim.then
half = sp.Rational(1, 2)


def U(k):
    """Expected number of edges among k draws."""
    return expected_unique(q, k)


def missed(k):
    """Expected number of edges that k draws miss."""
    return power_sum(1 - q, k)


PROOF = Proof(
    "distinct_edges_of_draws",
    extra=EXTRA,
    steps=[
        Step(
            "mean",
            mean,
            cited(
                Source("feller_1968", "section IX.2 (addition of expectations)"),
                "the number of edges drawn is the sum of indicators with mean 1 - (1-q_j)^m",
            ),
        ),
        Step("both", Relation(1 - a - b, "<=", (1 - a) * (1 - b)), sign()),
        Step("powers", Relation((1 - a - b) ** m, "<=", (1 - a) ** m * (1 - b) ** m), monotone(v, v**m), ["both"]),
        Step(
            "square",
            square,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum)"),
                "the second moment of a sum is the square of its mean, the variances of its terms and twice their "
                "covariances; the indicators that edges are missed have means p_j = (1-q_j)^m and (1-q_i-q_j)^m in "
                "pairs",
            ),
            ["mean"],
        ),
        Step(
            "variance",
            variance,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "a sum without its terms (1-a-b)^m - (1-a)^m (1-b)^m <= 0, a = q_i and b = q_j, is no smaller",
            ),
            ["powers"],
        ),
        Step("first", first, lemma("one_draw_is_one_edge", s=s)),
        Step(
            "shape",
            Relation(U(m), "=", n - missed(m)),
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "the sum of n terms 1 - (1-q_j)^m is n less the sum of the powers (1-q_j)^m",
            ),
        ),
        Step("next", Relation(U(m + 1), "=", n - missed(m + 1)), substitute({m: m + 1}), ["shape"]),
        Step("after", Relation(U(m + 2), "=", n - missed(m + 2)), substitute({m: m + 2}), ["shape"]),
        Step(
            "hoelder",
            Relation(missed(m + 1), "<=", missed(m) ** half * missed(m + 2) ** half),
            lemma("log_convex_power_sums", x=1 - q, u=m, v=m + 2, t=half, middle=m + 1),
        ),
        Step(
            "means",
            Relation(missed(m) ** half * missed(m + 2) ** half, "<=", missed(m) / 2 + missed(m + 2) / 2),
            lemma("weighted_am_gm", a=missed(m), b=missed(m + 2), w=half),
        ),
        Step("convex", Relation(missed(m + 1), "<=", missed(m) / 2 + missed(m + 2) / 2), chain(), ["hoelder", "means"]),
        Step("left", Relation(concave.lhs, "=", n - missed(m) + U(m + 2)), monotone(u, u + U(m + 2)), ["shape"]),
        Step(
            "both_ends",
            Relation(n - missed(m) + U(m + 2), "=", 2 * n - missed(m) - missed(m + 2)),
            monotone(u, u + n - missed(m)),
            ["after"],
        ),
        Step(
            "turned",
            Relation(2 * n - missed(m) - missed(m + 2), "<=", 2 * n - 2 * missed(m + 1)),
            monotone(u, 2 * n - 2 * u),
            ["convex"],
        ),
        Step("right", Relation(2 * n - 2 * missed(m + 1), "=", concave.rhs), monotone(u, 2 * u), ["next"]),
        Step("concave", concave, chain(), ["left", "both_ends", "turned", "right"]),
        Step("claim", THEOREM.claim, chain(), ["mean", "square", "variance", "first", "concave"]),
    ],
)
