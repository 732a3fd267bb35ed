"""Every estimate is within (1±e) of its value; maxima and sums keep that order."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.pooling_keeps_relative_errors import DEVIATION, ESTIMATE, THEOREM, TRUE, D
from lqtheory.theorems.coresets.pooling_keeps_relative_errors import i as index

EXTRA = {"j": Integer(1, "n")}
n, e, v, t, j = D.extend(**EXTRA).symbols
u = sp.Symbol("u", real=True)
true, estimate, deviation = (body.subs(index, j) for body in (TRUE, ESTIMATE, DEVIATION))
low_max, high_max, low_sum, high_sum = THEOREM.relations
most_true, most = MaxOver(TRUE, index, 1, n), MaxOver(ESTIMATE, index, 1, n)

PROOF = Proof(
    "pooling_keeps_relative_errors",
    extra=EXTRA,
    steps=[
        Step("least", Relation(-1, "<=", deviation), sign()),
        Step("most", Relation(deviation, "<=", 1), sign()),
        Step("low", Relation((1 - e) * true, "<=", estimate), monotone(u, true + true * e * u), ["least"]),
        Step("high", Relation(estimate, "<=", (1 + e) * true), monotone(u, true + true * e * u), ["most"]),
        Step("member", Relation(estimate, "<=", most), lemma("max_member", maximum=most, at=j)),
        Step("below", Relation((1 - e) * true, "<=", most), chain(), ["low", "member"]),
        Step("apart", Relation(true, "<=", most / (1 - e)), monotone(u, u / (1 - e)), ["below"]),
        Step(
            "largest",
            Relation(most_true, "<=", most / (1 - e)),
            lemma("max_least", body=true, index=j, bound=most / (1 - e)),
            ["apart"],
        ),
        Step("low_max", low_max, monotone(u, (1 - e) * u), ["largest"]),
        Step("true_member", Relation(true, "<=", most_true), lemma("max_member", maximum=most_true, at=j)),
        Step("more", Relation((1 + e) * true, "<=", high_max.rhs), monotone(u, (1 + e) * u), ["true_member"]),
        Step("above", Relation(estimate, "<=", high_max.rhs), chain(), ["high", "more"]),
        Step("high_max", high_max, lemma("max_least", body=estimate, index=j, bound=high_max.rhs), ["above"]),
        Step("shrunk", Relation(true, "<=", estimate / (1 - e)), monotone(u, u / (1 - e)), ["low"]),
        Step(
            "sums",
            Relation(low_sum.lhs / (1 - e), "<=", low_sum.rhs / (1 - e)),
            lemma("termwise_sum", body=true, bound=estimate, factor=1 / (1 - e), index=j),
            ["shrunk"],
        ),
        Step("low_sum", low_sum, monotone(u, (1 - e) * u), ["sums"]),
        Step(
            "high_sum",
            high_sum,
            lemma("termwise_sum", body=estimate, bound=true, factor=1 + e, index=j),
            ["high"],
        ),
        Step("claim", THEOREM.claim, chain(), ["low_max", "high_max", "low_sum", "high_sum"]),
    ],
)
