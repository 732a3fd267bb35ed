"""The constants compared, times the positive logarithm."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.published_count_is_larger import THEOREM, D, L

S, e, delta = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
low, high = THEOREM.claim.then

PROOF = Proof(
    "published_count_is_larger",
    steps=[
        Step("odds", Relation(1, "<", 2 / delta), sign()),
        Step("positive", Relation(0, "<", L), monotone(u, sp.log(u)), ["odds"]),
        Step("low", Relation((6 + 2 * e) * (S - 1), "<=", 8 * S), sign()),
        Step("low_claim", low, monotone(t, L * t / e**2), ["low", "positive"]),
        Step("high", Relation(8 * (S - 1), "<=", 4 * (6 + 2 * e) * (S - 1) / 3), sign()),
        Step("high_claim", high, monotone(t, L * t / e**2), ["high", "positive"]),
        Step("claim", THEOREM.claim, chain(), ["low_claim", "high_claim"]),
    ],
)
