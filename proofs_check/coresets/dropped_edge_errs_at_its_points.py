"""The shares add up to 1; their sum is split before and after edge j."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.dropped_edge_errs_at_its_points import THEOREM, D, l, others, own, share

n, N, i, j, A, w, M, e = D.symbols
t = sp.Symbol("t", real=True)
given, (rest, error) = THEOREM.claim.given, THEOREM.relations
body = share(w, A, i, l)
whole, until, after = (sp.Sum(body, (l, *ends)) for ends in ((1, n), (1, j), (j + 1, n)))

PROOF = Proof(
    "dropped_edge_errs_at_its_points",
    steps=[
        Step("one", Relation(whole, "=", 1), lemma("importances_add_up", w=w, A=A, i=i, j=l)),
        Step(
            "split", Relation(whole, "=", until + after), lemma("sum_splits", body=body, index=l, low=1, at=j, high=n)
        ),
        Step(
            "last",
            Relation(until, "=", others - after + own),
            lemma("last_term", body=body, index=l, low=1, high=j - 1),
        ),
        Step("put_in", Relation(until + after, "=", others + own), monotone(t, t + after), ["last"]),
        Step("all", Relation(others + own, "=", 1), chain(), ["one", "split", "put_in"]),
        Step("rest", rest, monotone(t, t - own), ["all"]),
        Step("times", Relation(M * others, "=", M * (1 - own)), monotone(t, M * t), ["rest"]),
        Step("assumed", Claim(given, given), assumed()),
        Step("most", Claim(given, [Relation(e, "<=", M * (1 - own))]), chain(), ["assumed", "times"]),
        Step("less", Claim(given, [Relation(1 - M * (1 - own), "<=", 1 - e)]), monotone(t, 1 - t), ["most"]),
        Step("larger", Relation(1 - e, "<=", error.rhs), lemma("at_most_larger", a=1 - e, b=e - 1)),
        Step("claim", THEOREM.claim, chain(), ["rest", "less", "larger"]),
    ],
)
