"""Term by term."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_decreases import THEOREM, D

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
value, smaller = ((m - kept) ** (1 / p) * m ** (-1 / q) for kept in (k, k + 1))
W = THEOREM.claim.then[0].rhs

PROOF = Proof(
    "worst_case_decreases",
    extra={"m": Integer("k+2", "n")},
    steps=[
        Step("fewer", Relation(m - k - 1, "<=", m - k), sign()),
        Step("term", Relation(smaller, "<=", value), monotone(t, t ** (1 / p) * m ** (-1 / q)), ["fewer"]),
        Step("member", Relation(value, "<=", W), lemma("max_member", maximum=MaxOver(value, m, k + 1, n), at=m)),
        Step("every_m", Relation(smaller, "<=", W), chain(), ["term", "member"]),
        Step("maximum", THEOREM.claim, lemma("max_least", body=smaller, index=m, bound=W), ["every_m"]),
    ],
)
