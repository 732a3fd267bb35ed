"""Every draw has m atoms of norm V/m, so that Minkowski gives (m (V/m)^r)^(1/r); the rest is algebra."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.root_sums_in_lp import THEOREM, D, mass

n, m, p, theta, F = D.symbols
r = sp.Min(2, p)

PROOF = Proof(
    "root_sums_in_lp",
    steps=[
        Step(
            "norms",
            Relation(THEOREM.claim.then[0].lhs, "<=", (m * (mass / m) ** r) ** (1 / r)),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "the l_{p/r} norm of a sum of functions |X_t|^r is at most the sum of their norms; every X_t has the "
                "l_p norm V/m",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["norms"]),
    ],
)
