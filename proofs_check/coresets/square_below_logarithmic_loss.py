"""Both sides vanish at h = 0, and the slopes are ordered by the tangent of the logarithm at 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.square_below_logarithmic_loss import THEOREM, D

b, h = D.symbols
t = sp.Symbol("t", real=True)
claim = THEOREM.claim.then[0]
share = (b - h) / b
slope = sp.diff(claim.lhs, h), sp.diff(claim.rhs, h)

PROOF = Proof(
    "square_below_logarithmic_loss",
    steps=[
        Step("tangent", Relation(sp.log(share), "<=", share - 1), lemma("log_tangent", t=share)),
        Step("turned", Relation(1 - share, "<=", -sp.log(share)), monotone(t, -t), ["tangent"]),
        Step("slopes", Relation(slope[0], "<=", slope[1]), chain(), ["turned"]),
        Step("claim", claim, lemma("ordered_derivatives", left=claim.lhs, right=claim.rhs, variable=h), ["slopes"]),
    ],
)
