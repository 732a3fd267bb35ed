"""Induction on the number of draws: (1-q)(1 + (m+1) q) is at most 1 + m q."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, induction, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.inclusion_of_draws import THEOREM, D

m, q = D.symbols
t = sp.Symbol("t", real=True)
claim = THEOREM.claim.then[0]
following = claim.subs({m: m + 1})
shorter = (1 - q) * (1 + (m + 1) * q)

PROOF = Proof(
    "inclusion_of_draws",
    steps=[
        Step("one", claim.subs({m: sp.Integer(1)}), sign()),
        Step("factor", Relation(shorter, "<=", 1 + m * q), sign()),
        Step("times", Relation((1 - q) ** m * shorter, "<=", claim.lhs), monotone(t, (1 - q) ** m * t), ["factor"]),
        Step("held", Claim([claim], [claim]), assumed()),
        Step("advance", Claim([claim], [following]), chain(), ["times", "held"]),
        Step("claim", THEOREM.claim, induction(m, 1), ["one", "advance"]),
    ],
)
