"""1 minus both sides is the same product of powers."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, power_sum
from lqtheory.theorems.lq_balls.pqi_is_effective_sparsity import THEOREM, D

n, p, q, x = D.symbols
t = sp.Symbol("t", positive=True)
ratio = n ** (1 / q - 1 / p) * power_sum(x, p) ** (1 / p) * power_sum(x, q) ** (-1 / q)

PROOF = Proof(
    "pqi_is_effective_sparsity",
    steps=[
        Step("ratio", Relation(ratio, "=", (effective_sparsity(x, p, q) / n) ** (1 / p - 1 / q)), identity()),
        Step("claim", THEOREM.claim, monotone(t, 1 - t), ["ratio"]),
    ],
)
