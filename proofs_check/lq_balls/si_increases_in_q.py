"""Norms decrease in the exponent."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.lq_balls.si_increases_in_q import THEOREM, D

n, q, r, x = D.symbols
t = sp.Symbol("t", positive=True)
total, small, large = power_sum(x, 1), power_sum(x, q), power_sum(x, r)

PROOF = Proof(
    "si_increases_in_q",
    steps=[
        Step("norms", Relation(large, "<=", small ** (r / q)), lemma("norms_decrease", x=x, q=q, p=r)),
        Step("claim", THEOREM.claim, monotone(t, t ** (-1 / r) * total), ["norms"]),
    ],
)
