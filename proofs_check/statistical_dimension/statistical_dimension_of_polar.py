"""Moreau's decomposition, in the mean; the range follows, since both terms are nonnegative."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.statistical_dimension_of_polar import THEOREM, mean, polar

total, least, most = THEOREM.relations

PROOF = Proof(
    "statistical_dimension_of_polar",
    steps=[
        Step(
            "total",
            total,
            cited(
                Source("rockafellar_1970", "Theorem 31.5 (Moreau)"),
                "|g|^2 = |P g|^2 + |P' g|^2 with P' for the polar cone; the mean of |g|^2 is d",
            ),
        ),
        Step("least", least, sign()),
        Step("part", Relation(mean, "<=", mean + polar), sign()),
        Step("most", most, chain(), ["part", "total"]),
        Step("claim", THEOREM.claim, chain(), ["total", "least", "most"]),
    ],
)
