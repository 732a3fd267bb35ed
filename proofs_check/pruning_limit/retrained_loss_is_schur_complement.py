"""The loss is its least value plus half a square, f (u - (d y + e z)/f)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.retrained_loss_is_schur_complement import THEOREM, D, least

f, P, Q, S, d, e, y, z, u = D.symbols
t = sp.Symbol("t", real=True)
square = f * (u - (d * y + e * z) / f) ** 2 / 2
bound, _, block = THEOREM.relations

PROOF = Proof(
    "retrained_loss_is_schur_complement",
    steps=[
        Step("square", Relation(0, "<=", square), sign()),
        Step("raised", Relation(least, "<=", least + square), monotone(t, least + t), ["square"]),
        Step("bound", bound, chain(), ["raised"]),
        Step("block", block, identity()),
        Step("claim", THEOREM.claim, chain(), ["bound", "block"]),
    ],
)
