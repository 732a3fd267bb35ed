"""Stechkin's inequality for q = 1, p = 2, whose constant is 1/2."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.pruning_limit.best_rank_error_at_most_half_trace import THEOREM, D

n, k, b = D.symbols

PROOF = Proof(
    "best_rank_error_at_most_half_trace",
    steps=[Step("claim", THEOREM.claim, apply("stechkin_inequality", {"x": b, "q": 1, "p": 2}))],
)
