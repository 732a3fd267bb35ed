"""g/s <= 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.channel_factors_at_most_total import THEOREM, S, g, s

t = sp.Symbol("t", real=True)

PROOF = Proof(
    "channel_factors_at_most_total",
    steps=[
        Step("share", Relation(g, "<=", s), sign()),
        Step("claim", THEOREM.claim, monotone(t, S * t / s), ["share"]),
    ],
)
