"""Edge by edge: shares of two points, one up to h and one after it, are parts of different halves of the sum."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import cases, chain, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.total_sensitivity_of_disjoint_points import (
    LARGEST,
    OVER_POINTS,
    OVERLAP,
    THEOREM,
    D,
    S,
    share,
    total,
)

POINTS = {
    "i": Integer(1, "N"),
    "a": Integer(1, "h"),
    "b": Integer("h+1", "N"),
    "y": Integer(1, "h"),
    "z": Integer("h+1", "N"),
    "j": Integer(1, "n"),
}
n, N, h, l, A, w, i, a, b, y, z, j = D.extend(**POINTS).symbols  # noqa: E741 - an index beside h
e, u = sp.Symbol("e", integer=True, positive=True), sp.Symbol("u", real=True)
same, apart = THEOREM.claim.then
inside, beyond = Relation(i, "<=", h), Relation(h, "<", i)
room = OVER_POINTS - OVERLAP


def g(point):
    """Share of edge j at a point."""
    return share(w, A, point, j)


early, late, whole = (sp.Sum(g(e), (e, *ends)) for ends in ((1, h), (h + 1, N), (1, N)))

PROOF = Proof(
    "total_sensitivity_of_disjoint_points",
    extra=POINTS,
    steps=[
        Step("sum", Relation(S, "=", total(LARGEST)), lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=e, j=j)),
        Step("count", Relation(total(OVER_POINTS), "=", N), lemma("totals_count_points", w=w, A=A, j=j)),
        # what the largest shares leave
        Step(
            "rest",
            Relation(total(OVER_POINTS - LARGEST), "=", total(OVER_POINTS) - total(LARGEST)),
            lemma(
                "linear_sum",
                total=OVER_POINTS - LARGEST,
                terms=((1, OVER_POINTS), (-1, LARGEST)),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step("with", Relation(same.lhs, "=", S + total(OVER_POINTS) - total(LARGEST)), monotone(u, S + u), ["rest"]),
        Step(
            "without",
            Relation(S + total(OVER_POINTS) - total(LARGEST), "=", total(OVER_POINTS)),
            monotone(u, u + total(OVER_POINTS) - total(LARGEST)),
            ["sum"],
        ),
        Step("same", same, chain(), ["with", "without", "count"]),
        # one of two points is up to h, the other after it
        Step("first", Relation(g(a), "<=", early), lemma("term_at_most_sum", body=g(y), index=y, at=a)),
        Step("second", Relation(g(b), "<=", late), lemma("term_at_most_sum", body=g(z), index=z, at=b)),
        Step(
            "halves", Relation(whole, "=", early + late), lemma("sum_splits", body=g(e), index=e, low=1, at=h, high=N)
        ),
        Step("points", Relation(OVER_POINTS, "=", whole), lemma("total_over_points", w=w, A=A, i=e, j=j)),
        Step("one", Relation(g(a) + g(b), "<=", early + g(b)), monotone(u, u + g(b)), ["first"]),
        Step("other", Relation(early + g(b), "<=", early + late), monotone(u, early + u), ["second"]),
        Step("two", Relation(g(a) + g(b), "<=", OVER_POINTS), chain(), ["one", "other", "halves", "points"]),
        Step("up_to", Claim([inside], [Relation(g(i) + g(l), "<=", OVER_POINTS)]), substitute({a: i, b: l}), ["two"]),
        Step("after", Claim([beyond], [Relation(g(h) + g(i), "<=", OVER_POINTS)]), substitute({a: h, b: i}), ["two"]),
        Step("minus_h", Relation(-g(h), "<=", -OVERLAP), lemma("at_most_larger", a=-g(h), b=-g(l))),
        Step("minus_l", Relation(-g(l), "<=", -OVERLAP), lemma("at_most_larger", a=-g(l), b=-g(h))),
        Step("room_l", Relation(OVER_POINTS - g(l), "<=", room), monotone(u, u + OVER_POINTS), ["minus_l"]),
        Step("room_h", Relation(OVER_POINTS - g(h), "<=", room), monotone(u, u + OVER_POINTS), ["minus_h"]),
        Step("less_l", Claim([inside], [Relation(g(i), "<=", OVER_POINTS - g(l))]), monotone(u, u - g(l)), ["up_to"]),
        Step("less_h", Claim([beyond], [Relation(g(i), "<=", OVER_POINTS - g(h))]), monotone(u, u - g(h)), ["after"]),
        Step("here", Claim([inside], [Relation(g(i), "<=", room)]), chain(), ["less_l", "room_l"]),
        Step("there", Claim([beyond], [Relation(g(i), "<=", room)]), chain(), ["less_h", "room_h"]),
        Step("anywhere", Relation(g(i), "<=", room), cases(), ["here", "there"]),
        Step("edge", Relation(LARGEST, "<=", room), lemma("max_least", body=g(i), index=i, bound=room), ["anywhere"]),
        Step(
            "edges",
            Relation(total(LARGEST), "<=", total(room)),
            lemma("termwise_sum", body=LARGEST, bound=room, factor=1, index=j),
            ["edge"],
        ),
        Step(
            "split",
            Relation(total(room), "=", total(OVER_POINTS) - total(OVERLAP)),
            lemma("linear_sum", total=room, terms=((1, OVER_POINTS), (-1, OVERLAP)), index=j, low=1, high=n),
        ),
        Step("below", Relation(S, "<=", total(OVER_POINTS) - total(OVERLAP)), chain(), ["sum", "edges", "split"]),
        Step("moved", Relation(apart.lhs, "<=", total(OVER_POINTS)), monotone(u, u + total(OVERLAP)), ["below"]),
        Step("apart", apart, chain(), ["moved", "count"]),
        Step("claim", THEOREM.claim, chain(), ["same", "apart"]),
    ],
)
