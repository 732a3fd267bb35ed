"""1 + a mu is at most 2."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.one_shot_share_at_least_half import THEOREM, D

a, mu = D.symbols
t = sp.Symbol("t", positive=True)
given = THEOREM.claim.given

PROOF = Proof(
    "one_shot_share_at_least_half",
    steps=[
        Step("below", Claim(given, [Relation(1 + a * mu, "<=", 2)]), sign()),
        Step("claim", THEOREM.claim, monotone(t, 1 / t), ["below"]),
    ],
)
