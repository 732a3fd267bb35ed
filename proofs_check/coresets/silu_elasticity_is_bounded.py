"""The slope is the sigmoid times 1 + u/(1+e^u), and u is at most the bound times 1 + e^u."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.sigmoid_elasticity_is_bounded import BOUND
from lqtheory.theorems.coresets.silu_elasticity_is_bounded import THEOREM, silu, u

w = sp.Symbol("w", real=True)
low, high = THEOREM.relations
share = u / (1 + sp.exp(u))

PROOF = Proof(
    "silu_elasticity_is_bounded",
    steps=[
        Step("low", low, sign()),
        Step("sigmoid", Relation(u, "<=", BOUND * (1 + sp.exp(u))), apply("sigmoid_elasticity_is_bounded")),
        Step("share", Relation(share, "<=", BOUND), monotone(w, w / (1 + sp.exp(u))), ["sigmoid"]),
        Step("sum", Relation(silu + silu * share, "<=", high.rhs), monotone(w, silu + silu * w), ["share"]),
        Step("high", high, chain(), ["sum"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
