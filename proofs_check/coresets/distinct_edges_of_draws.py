"""Indicators of the edges: their means add up, and they are negatively correlated."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.distinct_edges_of_draws import THEOREM, D, m

EXTRA = {"a": Real(0, 1, closed="both"), "b": Real(0, "1-a", closed="both")}
a, b = D.extend(**EXTRA).symbols[-2:]
v = sp.Symbol("v", nonnegative=True)
mean, variance = THEOREM.claim.then

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
            "variance",
            variance,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum)"),
                "the variance of a sum is that of its terms and twice their covariances, those of the indicators being "
                "(1-a-b)^m - (1-a)^m (1-b)^m with a = q_i, b = q_j",
            ),
            ["powers"],
        ),
        Step("claim", THEOREM.claim, chain(), ["mean", "variance"]),
    ],
)
