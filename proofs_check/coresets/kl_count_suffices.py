"""Each tail is at most its Chernoff bound."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_lower_tail, estimate_upper_tail, kl_lower_tail, kl_upper_tail
from lqtheory.theorems.coresets.kl_count_suffices import THEOREM, D

n, m, e, B, delta, v, s = D.symbols
t = sp.Symbol("t", real=True)
within, enough = THEOREM.claim.given
up, down = estimate_upper_tail(v, s, m, e), estimate_lower_tail(v, s, m, e)
high, low = kl_upper_tail(m, B, e), kl_lower_tail(m, B, e)

PROOF = Proof(
    "kl_count_suffices",
    steps=[
        Step("above", Claim([within], [Relation(up, "<=", high)]), apply("estimate_rarely_above")),
        Step("below", Claim([within], [Relation(down, "<=", low)]), apply("estimate_rarely_below")),
        Step("first", Claim([within], [Relation(up + down, "<=", high + down)]), monotone(t, t + down), ["above"]),
        Step("second", Claim([within], [Relation(high + down, "<=", high + low)]), monotone(t, high + t), ["below"]),
        Step("enough", Claim([enough], [enough]), assumed()),
        Step("claim", THEOREM.claim, chain(), ["first", "second", "enough"]),
    ],
)
