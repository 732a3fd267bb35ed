"""Bernoulli's inequality at every m, as weighted AM-GM; the first term attains it."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_of_small_exponent import THEOREM, D

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
w = q / p
value = (m - k) ** (1 / p) * m ** (-1 / q)
mean = w * (m - k) + 1 - w
W, first = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "worst_case_of_small_exponent",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step("am_gm", Relation((m - k) ** w, "<=", mean), lemma("weighted_am_gm", a=m - k, b=1, w=w)),
        Step("share", Relation(w, "<=", 1 / (k + 1)), sign()),
        Step("slope", Relation((m - k - 1) * w, "<=", (m - k - 1) / (k + 1)), monotone(t, (m - k - 1) * t), ["share"]),
        Step("below_line", Relation(mean, "<=", m / (k + 1)), sign(), ["slope"]),
        Step("power", Relation((m - k) ** w, "<=", m / (k + 1)), chain(), ["am_gm", "below_line"]),
        Step("every_m", Relation(value, "<=", first), monotone(t, t ** (1 / q) * m ** (-1 / q)), ["power"]),
        Step("at_most", Relation(W, "<=", first), lemma("max_least", body=value, index=m, bound=first), ["every_m"]),
        Step("member", Relation(first, "<=", W), lemma("max_member", maximum=MaxOver(value, m, k + 1, n), at=k + 1)),
        Step("equal", THEOREM.claim, lemma("antisymmetry", a=W, b=first), ["at_most", "member"]),
    ],
)
