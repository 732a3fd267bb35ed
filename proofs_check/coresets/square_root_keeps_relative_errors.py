"""(1-e)^2 <= 1-e and 1+e <= (1+e)^2, under the root."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.square_root_keeps_relative_errors import THEOREM, e, z

s, t = sp.Symbol("s", real=True), sp.Symbol("t", nonnegative=True)
low, high = THEOREM.relations

PROOF = Proof(
    "square_root_keeps_relative_errors",
    steps=[
        Step("gap", Relation(0, "<=", e * (1 - e) * z), sign()),
        Step("small", Relation((1 - e) ** 2 * z, "<=", (1 - e) * z), monotone(s, s + (1 - e) ** 2 * z), ["gap"]),
        Step("low", low, monotone(t, sp.sqrt(t)), ["small"]),
        Step("large", Relation((1 + e) * z, "<=", (1 + e) ** 2 * z), sign()),
        Step("high", high, monotone(t, sp.sqrt(t)), ["large"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
