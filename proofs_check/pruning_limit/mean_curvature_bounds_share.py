"""The difference is a square over positive factors."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.mean_curvature_bounds_share import THEOREM, D

a, lam, mu = D.symbols
t = sp.Symbol("t", real=True)
(claim,) = THEOREM.relations
gap = a**2 * (lam - mu) ** 2 / ((1 + a * mu) ** 2 * (1 + a * lam))

PROOF = Proof(
    "mean_curvature_bounds_share",
    steps=[
        Step("sign", Relation(0, "<=", gap), sign()),
        Step("same", Relation(gap, "=", claim.rhs - claim.lhs), identity()),
        Step("gap", Relation(0, "<=", claim.rhs - claim.lhs), chain(), ["sign", "same"]),
        Step("claim", THEOREM.claim, monotone(t, t + claim.lhs), ["gap"]),
    ],
)
