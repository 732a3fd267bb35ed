"""Weighted AM-GM at every m, relative to m = n, which attains it."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_of_few_dimensions import THEOREM, D

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
u = sp.Symbol("u", positive=True)
w = q / p
value = (m - k) ** (1 / p) * m ** (-1 / q)
relative = (m - k) / (n - k)
mean = w * relative + 1 - w
W, last = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "worst_case_of_few_dimensions",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step("am_gm", Relation(relative**w, "<=", mean), lemma("weighted_am_gm", a=relative, b=1, w=w)),
        Step("exponent", Relation(p, "<=", q * n / (n - k)), sign()),
        Step("share", Relation((n - k) / n, "<=", w), monotone(u, q / u), ["exponent"]),
        Step(
            "slope", Relation((n - m) / n, "<=", (n - m) / (n - k) * w), monotone(t, (n - m) / (n - k) * t), ["share"]
        ),
        Step("mean", Relation(mean, "=", 1 - (n - m) / (n - k) * w), identity()),
        Step("below_line", Relation(1 - (n - m) / (n - k) * w, "<=", m / n), monotone(t, 1 - t), ["slope"]),
        Step("power", Relation(relative**w, "<=", m / n), chain(), ["am_gm", "mean", "below_line"]),
        Step(
            "every_m",
            Relation(value, "<=", last),
            monotone(t, t ** (1 / q) * (n - k) ** (1 / p) * m ** (-1 / q)),
            ["power"],
        ),
        Step("at_most", Relation(W, "<=", last), lemma("max_least", body=value, index=m, bound=last), ["every_m"]),
        Step("member", Relation(last, "<=", W), lemma("max_member", maximum=MaxOver(value, m, k + 1, n), at=n)),
        Step("equal", THEOREM.claim, lemma("antisymmetry", a=W, b=last), ["at_most", "member"]),
    ],
)
