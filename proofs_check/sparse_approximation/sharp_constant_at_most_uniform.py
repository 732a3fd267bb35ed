"""K*^2 / (2C)^2 = [(1-q)/(1-q/2)^2]^{2/q-2} / (2-q)^2, and (1-q/2)^2 = 1 - q + q^2/4."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.sharp_constant_at_most_uniform import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", nonnegative=True)
sharp, uniform = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
share = (1 - q) / (1 - q / 2) ** 2
power = share ** ((1 - q) / q)

PROOF = Proof(
    "sharp_constant_at_most_uniform",
    steps=[
        Step("split", Relation(sharp, "=", uniform * power / (2 - q)), identity()),
        Step("share", Relation(share, "<=", 1), sign()),
        Step("power", Relation(power, "<=", 1), monotone(t, t ** ((1 - q) / q)), ["share"]),
        Step(
            "scaled",
            Relation(uniform * power / (2 - q), "<=", uniform / (2 - q)),
            monotone(t, t * uniform / (2 - q)),
            ["power"],
        ),
        Step("factor", Relation(1 / (2 - q), "<=", 1), sign()),
        Step("whole", Relation(uniform / (2 - q), "<=", uniform), monotone(t, t * uniform), ["factor"]),
        Step("together", THEOREM.claim, chain(), ["split", "scaled", "whole"]),
    ],
)
