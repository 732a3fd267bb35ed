"""z < c/t and c <= v."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.small_sums_have_large_ratios import THEOREM, c, t, v, z

s = sp.Symbol("s", real=True)

PROOF = Proof(
    "small_sums_have_large_ratios",
    steps=[
        Step("bound", Relation(z, "<", c / t), sign()),
        Step("product", Relation(t * z, "<", c), monotone(s, t * s), ["bound"]),
        Step("parts", Relation(c, "<=", v), sign()),
        Step("less", Relation(t * z, "<", v), chain(), ["product", "parts"]),
        Step("claim", THEOREM.claim, monotone(s, s / z), ["less"]),
    ],
)
