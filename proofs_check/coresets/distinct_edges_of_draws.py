"""Indicators of the edges: their moments add up, and they are negatively correlated."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.distinct_edges_of_draws import THEOREM, D, m

EXTRA = {"a": Real(0, 1, closed="both"), "b": Real(0, "1-a", closed="both")}
a, b = D.extend(**EXTRA).symbols[-2:]
v = sp.Symbol("v", nonnegative=True)
mean, square, variance, first, concave = THEOREM.claim.then

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
        Step("first", first, apply("distinct_edges_rise_to_all", {"j": 1})),
        Step("concave", concave, apply("distinct_edges_rise_to_all", {"j": 1})),
        Step("claim", THEOREM.claim, chain(), ["mean", "square", "variance", "first", "concave"]),
    ],
)
