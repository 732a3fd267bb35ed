"""Stechkin's inequality for the vector of all scaled weights."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.comparison.network_score_bounds_error import THEOREM, D

n, k, q, g, x = D.symbols

PROOF = Proof(
    "network_score_bounds_error",
    steps=[Step("stechkin", THEOREM.claim, apply("stechkin_inequality", {"p": 2, "x": g * x}))],
)
