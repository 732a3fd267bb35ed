"""Minkowski's inequality, divided by the root of the number of instances."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorems.network_propagation.root_risk_of_pruned_network import THEOREM, d, n, x

t = sp.Symbol("t", nonnegative=True)

PROOF = Proof(
    "root_risk_of_pruned_network",
    steps=[
        Step(
            "minkowski",
            Relation(lq_norm(x + d, 2), "<=", lq_norm(x, 2) + lq_norm(d, 2)),
            cited(Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"), "the triangle inequality in l_2"),
        ),
        Step("mean", THEOREM.claim, monotone(t, t / sp.sqrt(n)), ["minkowski"]),
    ],
)
