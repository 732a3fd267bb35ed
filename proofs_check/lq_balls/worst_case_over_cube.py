"""The tail has n-k entries, none above the largest magnitude."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, tail_power_sum
from lqtheory.theorems.lq_balls.worst_case_over_cube import THEOREM, D

n, k, p, x = D.symbols
t = sp.Symbol("t", nonnegative=True)

PROOF = Proof(
    "worst_case_over_cube",
    steps=[
        Step(
            "entries",
            Relation(tail_power_sum(x, k, p), "<=", (n - k) * peak(x) ** p),
            lemma("tail_below_peak", x=x, k=k, p=p),
        ),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / p)), ["entries"]),
    ],
)
