"""Multiplied by |y|^2/2 the assumption is the claim."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.one_shot_is_feasible_above_arithmetic_mean import THEOREM, D

n, epsilon, r, y = D.symbols
t = sp.Symbol("t", real=True)
GIVEN = THEOREM.claim.given

PROOF = Proof(
    "one_shot_is_feasible_above_arithmetic_mean",
    steps=[
        Step("given", Claim(given=GIVEN, then=GIVEN), sign()),
        Step("claim", THEOREM.claim, monotone(t, t * power_sum(y, 2) / 2), ["given"]),
    ],
)
