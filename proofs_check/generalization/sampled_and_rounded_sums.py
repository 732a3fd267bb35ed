"""The two intervals, one after the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.sampled_and_rounded_sums import THEOREM, bound, epsilon, eta, x, y, z

v = sp.Symbol("v", real=True)
both = ((1 + epsilon) * (1 + eta) - 1) * x

PROOF = Proof(
    "sampled_and_rounded_sums",
    steps=[
        Step("rounded_up", Relation(y, "<=", (1 + eta) * z), sign()),
        Step("sampled_up", Relation(z, "<=", (1 + epsilon) * x), sign()),
        Step(
            "up",
            Relation((1 + eta) * z, "<=", (1 + eta) * (1 + epsilon) * x),
            monotone(v, (1 + eta) * v),
            ["sampled_up"],
        ),
        Step("most", Relation(y, "<=", (1 + eta) * (1 + epsilon) * x), chain(), ["rounded_up", "up"]),
        Step("above", Relation(y - x, "<=", both), monotone(v, v - x), ["most"]),
        Step("rounded_down", Relation((1 - eta) * z, "<=", y), sign()),
        Step("sampled_down", Relation((1 - epsilon) * x, "<=", z), sign()),
        Step(
            "down",
            Relation((1 - eta) * (1 - epsilon) * x, "<=", (1 - eta) * z),
            monotone(v, (1 - eta) * v),
            ["sampled_down"],
        ),
        Step("least", Relation((1 - eta) * (1 - epsilon) * x, "<=", y), chain(), ["down", "rounded_down"]),
        Step("below", Relation(x - y, "<=", x - (1 - eta) * (1 - epsilon) * x), monotone(v, x - v), ["least"]),
        Step("smaller", Relation(x - (1 - eta) * (1 - epsilon) * x, "<=", both), sign()),
        Step("beneath", Relation(x - y, "<=", both), chain(), ["below", "smaller"]),
        Step("definition", Relation(both, "=", bound), identity()),
        Step("claim", THEOREM.claim, chain(), ["above", "beneath", "definition"]),
    ],
)
