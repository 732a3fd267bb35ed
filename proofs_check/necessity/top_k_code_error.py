"""The entries left out make the tail; each one kept moves by at most half a step."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum, top_k_quantised
from lqtheory.theorems.necessity.top_k_code_error import THEOREM, D

n, k, h, p, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
parts = tail_power_sum(x, k, p) + k * (h / 2) ** p

PROOF = Proof(
    "top_k_code_error",
    steps=[
        Step(
            "entries",
            Relation(power_sum(x - top_k_quantised(x, k, h), p), "<=", parts),
            cited(
                Source("rudin_1976", "Theorem 1.20 (a) with the definition of a finite sum"),
                "the n-k smallest entries are left out, and the nearest multiple of h is at most h/2 away",
            ),
        ),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / p)), ["entries"]),
    ],
)
