"""Divide by the positive factor of the rate."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.theorems.comparison.smaller_bound_means_smaller_score import THEOREM
from lqtheory.theorems.comparison.smaller_score_gives_smaller_bounds import rate

t = sp.Symbol("t", nonnegative=True)
given = THEOREM.claim.given

PROOF = Proof(
    "smaller_bound_means_smaller_score",
    steps=[
        Step("assumed", Claim(given, given), sign()),
        Step("divided", THEOREM.claim, monotone(t, t / rate), ["assumed"]),
    ],
)
