"""The mean is the sum over the edges that are drawn, which is with the share u of z it is z."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_mean, power_sum
from lqtheory.theorems.coresets.unseen_edges_lower_the_mean import THEOREM, m, s, u, v, z

mean, t = estimate_mean(v, s, m), sp.Symbol("t", real=True)

PROOF = Proof(
    "unseen_edges_lower_the_mean",
    steps=[
        Step("mean", Relation(mean, "=", power_sum(v, 1)), apply("moments_of_estimate", {"h": v})),
        Step("claim", THEOREM.claim, monotone(t, t + u * z), ["mean"]),
    ],
)
