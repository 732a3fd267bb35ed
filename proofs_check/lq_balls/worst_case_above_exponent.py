"""(1-k/m)^(1/p) and m^(1/p-1/q) both grow with m, so the last m is best."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_above_exponent import THEOREM, D

n, k, p, q = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
u = sp.Symbol("u", positive=True)
value = (m - k) ** (1 / p) * m ** (-1 / q)
between = (1 - k / n) ** (1 / p) * m ** (1 / p - 1 / q)
W, last = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "worst_case_above_exponent",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step("shares", Relation(1 - k / m, "<=", 1 - k / n), sign()),
        Step(
            "first_factor", Relation(value, "<=", between), monotone(t, t ** (1 / p) * m ** (1 / p - 1 / q)), ["shares"]
        ),
        Step("sizes", Relation(m, "<=", n), sign()),
        Step(
            "second_factor",
            Relation(between, "<=", last),
            monotone(u, (1 - k / n) ** (1 / p) * u ** (1 / p - 1 / q)),
            ["sizes"],
        ),
        Step("every_m", Relation(value, "<=", last), chain(), ["first_factor", "second_factor"]),
        Step("at_most", Relation(W, "<=", last), lemma("max_least", body=value, index=m, bound=last), ["every_m"]),
        Step("member", Relation(last, "<=", W), lemma("max_member", maximum=MaxOver(value, m, k + 1, n), at=n)),
        Step("equal", THEOREM.claim, lemma("antisymmetry", a=W, b=last), ["at_most", "member"]),
    ],
)
