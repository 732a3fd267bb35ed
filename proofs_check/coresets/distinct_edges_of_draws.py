"""Indicators of the edges: their means add up, and they are negatively correlated."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.coresets.distinct_edges_of_draws import THEOREM

mean, variance = THEOREM.claim.then

PROOF = Proof(
    "distinct_edges_of_draws",
    steps=[
        Step(
            "mean",
            mean,
            cited(
                Source("feller_1968", "section IX.2 (addition of expectations)"),
                "the number of edges drawn is the sum of indicators with mean 1 - (1-q_j)^m",
            ),
        ),
        Step(
            "variance",
            variance,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum)"),
                "the covariances of the indicators are (1-q_i-q_j)^m - (1-q_i)^m (1-q_j)^m, which is at most 0 since "
                "1 - q_i - q_j <= (1-q_i)(1-q_j)",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["mean", "variance"]),
    ],
)
