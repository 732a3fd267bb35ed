"""The term m = k+d of the maximum equals Stechkin's bound, which no term exceeds."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import apply, chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.stechkin_equality import THEOREM, D, p

n, k, d, q = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
W, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
term = d ** (1 / p) * (k + d) ** (-1 / q)
maximum = MaxOver((m - k) ** (1 / p) * m ** (-1 / q), m, k + 1, n)

PROOF = Proof(
    "stechkin_equality",
    steps=[
        Step("at_most", Relation(W, "<=", bound), apply("worst_case_at_most_stechkin", {"p": p})),
        Step("term", Relation(bound, "=", term), identity()),
        Step("member", Relation(term, "<=", W), lemma("max_member", maximum=maximum, at=k + d)),
        Step("at_least", Relation(bound, "<=", W), chain(), ["term", "member"]),
        Step("equal", THEOREM.claim, lemma("antisymmetry", a=W, b=bound), ["at_most", "at_least"]),
    ],
)
