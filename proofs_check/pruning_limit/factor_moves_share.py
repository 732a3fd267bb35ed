"""The gap is a square over positive factors; the tangent in exponentials is the quotient."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.factor_moves_share import THEOREM, D, most, moved

x, u = D.symbols
t = sp.Symbol("t", real=True)
gap = (u - 1) * ((u + 1) * x - 1) ** 2 / ((u + 1) * (1 + (u**2 - 1) * x))
bound, tangent = THEOREM.relations

PROOF = Proof(
    "factor_moves_share",
    steps=[
        Step("sign", Relation(0, "<=", gap), sign()),
        Step("raised", Relation(moved, "<=", moved + gap), monotone(t, moved + t), ["sign"]),
        Step("same", Relation(moved + gap, "=", most), identity()),
        Step("bound", bound, chain(), ["raised", "same"]),
        Step("tangent", tangent, identity()),
        Step("claim", THEOREM.claim, chain(), ["bound", "tangent"]),
    ],
)
