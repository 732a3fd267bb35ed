"""The shares of a point add up to 1, and none exceeds their sum; a maximum is at least each member."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.sensitivities_are_largest_shares import THEOREM, D, k, l, largest, share

n, N, A, w, i, j = D.symbols
together, member, top, whole = THEOREM.claim.then
of_point = sp.Sum(share(w, A, k, l), (l, 1, n))

PROOF = Proof(
    "sensitivities_are_largest_shares",
    extra={"k": Integer(1, "N"), "l": Integer(1, "n")},
    steps=[
        Step("together", together, lemma("importances_add_up", w=w, A=A, i=i, j=l)),
        Step("member", member, lemma("max_member", maximum=largest, at=i)),
        Step("point", Relation(of_point, "=", 1), lemma("importances_add_up", w=w, A=A, i=k, j=l)),
        Step(
            "part",
            Relation(share(w, A, k, j), "<=", of_point),
            lemma("term_at_most_sum", body=share(w, A, k, l), index=l, at=j),
        ),
        Step("one", Relation(share(w, A, k, j), "<=", 1), chain(), ["part", "point"]),
        Step("top", top, lemma("max_least", body=share(w, A, k, j), index=k, bound=1), ["one"]),
        Step("whole", whole, lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=k, j=l)),
        Step("claim", THEOREM.claim, chain(), ["together", "member", "top", "whole"]),
    ],
)
