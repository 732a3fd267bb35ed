"""Scores s_j + 1/k, which are positive: g_j^2/(s_j + 1/k) <= g_j has the sum 1 at every point; then k to infinity."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.minimax_at_most_sensitivity import THEOREM, D

EXTRA = {"x": Integer(1, "N"), "j": Integer(1, "n"), "k": Integer(1)}
n, N, A, w, x, j, k = D.extend(**EXTRA).symbols
e = sp.Symbol("e", integer=True, positive=True)
u = sp.Symbol("u", real=True)
share = sample_quantity("importance_at")
least, S = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs


def edges(body):
    """Sum over the edges."""
    return sp.Sum(body, (j, 1, n))


g = share(w, A, x, j)
largest = MaxOver(share(w, A, e, j), e, 1, N)
raised = largest + 1 / k
part = g**2 / raised
worst = MaxOver(edges(share(w, A, e, j) ** 2 / raised), e, 1, N)

PROOF = Proof(
    "minimax_at_most_sensitivity",
    extra=EXTRA,
    steps=[
        Step("largest", Relation(g, "<=", largest), lemma("max_member", maximum=largest, at=x)),
        Step("raised", Relation(g, "<=", raised), sign(), ["largest"]),
        Step("share", Relation(part, "<=", g), monotone(u, u * g / raised), ["raised"]),
        Step(
            "shares",
            Relation(edges(part), "<=", edges(g)),
            lemma("termwise_sum", body=part, bound=g, factor=1, index=j),
            ["share"],
        ),
        Step("total", Relation(edges(g), "=", 1), lemma("importances_add_up", w=w, A=A, i=x, j=j)),
        Step("point", Relation(edges(part), "<=", 1), chain(), ["shares", "total"]),
        Step("worst", Relation(worst, "<=", 1), lemma("max_least", body=edges(part), index=x, bound=1), ["point"]),
        Step(
            "least",
            Relation(least, "<=", edges(raised) * worst),
            lemma("minimax_at_most", w=w, A=A, scores=raised, point=e, j=j),
        ),
        Step(
            "at_worst", Relation(edges(raised) * worst, "<=", edges(raised)), monotone(u, edges(raised) * u), ["worst"]
        ),
        Step(
            "scores",
            Relation(edges(raised), "=", edges(largest) + edges(1) / k),
            lemma("linear_sum", total=raised, terms=((1, largest), (1 / k, 1)), index=j, low=1, high=n),
        ),
        Step("count", Relation(edges(1), "=", n), lemma("telescoping_sum", body=1, antidifference=-j, index=j)),
        Step(
            "counted",
            Relation(edges(largest) + edges(1) / k, "=", edges(largest) + n / k),
            monotone(u, edges(largest) + u / k),
            ["count"],
        ),
        Step("sum", Relation(S, "=", edges(largest)), lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=e, j=j)),
        Step("sums", Relation(edges(largest) + n / k, "=", S + n / k), monotone(u, u + n / k), ["sum"]),
        Step(
            "close",
            Relation(least, "<=", S + n / k),
            chain(),
            ["least", "at_worst", "scores", "counted", "sums"],
        ),
        Step("claim", THEOREM.claim, lemma("archimedes", a=least, b=S, c=n, index=k), ["close"]),
    ],
)
