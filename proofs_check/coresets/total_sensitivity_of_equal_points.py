"""Edge by edge: the larger of two shares is their mean and half their distance; no share is far from that of h."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.total_sensitivity_of_equal_points import FARTHEST, GAP, THEOREM, D, S, share, total

POINTS = {"i": Integer(1, "N"), "j": Integer(1, "n")}
n, N, h, l, A, w, i, j = D.extend(**POINTS).symbols  # noqa: E741 - an index beside h
e, u = sp.Symbol("e", integer=True, positive=True), sp.Symbol("u", real=True)
apart, near = THEOREM.claim.then


def g(point):
    """Share of edge j at a point."""
    return share(w, A, point, j)


largest = MaxOver(g(e), e, 1, N)
twice, gap, off, farthest = 2 * largest - g(h) - g(l), GAP, sp.Abs(g(i) - g(h)), FARTHEST


def member(label, maximum, at, given=()):
    """A share is at most the largest one."""
    claim = Relation(g(at), "<=", maximum)
    return Step(label, Claim(given, [claim]), lemma("max_member", maximum=maximum, at=at))


PROOF = Proof(
    "total_sensitivity_of_equal_points",
    extra=POINTS,
    steps=[
        Step("sum", Relation(S, "=", total(largest)), lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=e, j=j)),
        member("at_h", largest, h),
        member("at_l", largest, l),
        Step("up", Relation(g(h) - g(l), "<=", twice), monotone(u, 2 * u - g(h) - g(l)), ["at_h"]),
        Step("down", Relation(g(l) - g(h), "<=", twice), monotone(u, 2 * u - g(h) - g(l)), ["at_l"]),
        Step("gap", Relation(gap, "<=", twice), lemma("absolute_at_most", t=g(h) - g(l), bound=twice), ["up", "down"]),
        Step(
            "gaps",
            Relation(total(gap), "<=", total(twice)),
            lemma("termwise_sum", body=gap, bound=twice, factor=1, index=j),
            ["gap"],
        ),
        Step(
            "apart_sums",
            Relation(total(twice), "=", 2 * total(largest) - total(g(h)) - total(g(l))),
            lemma("linear_sum", total=twice, terms=((2, largest), (-1, g(h)), (-1, g(l))), index=j, low=1, high=n),
        ),
        Step("ones_h", Relation(total(g(h)), "=", 1), lemma("importances_add_up", w=w, A=A, i=h, j=j)),
        Step("ones_l", Relation(total(g(l)), "=", 1), lemma("importances_add_up", w=w, A=A, i=l, j=j)),
        Step(
            "less_h",
            Relation(2 * total(largest) - total(g(h)) - total(g(l)), "=", 2 * total(largest) - 1 - total(g(l))),
            monotone(u, 2 * total(largest) - u - total(g(l))),
            ["ones_h"],
        ),
        Step(
            "less_l",
            Relation(2 * total(largest) - 1 - total(g(l)), "=", 2 * total(largest) - 2),
            monotone(u, 2 * total(largest) - 1 - u),
            ["ones_l"],
        ),
        Step(
            "all_gaps",
            Relation(total(gap), "<=", 2 * total(largest) - 2),
            chain(),
            ["gaps", "apart_sums", "less_h", "less_l"],
        ),
        Step("half", Relation(apart.lhs, "<=", total(largest)), monotone(u, 1 + u / 2), ["all_gaps"]),
        Step("apart", apart, chain(), ["half", "sum"]),
        Step("rise", Relation(g(i) - g(h), "<=", off), lemma("at_most_absolute", t=g(i) - g(h))),
        Step("most", Relation(off, "<=", farthest), lemma("max_member", maximum=farthest, at=i)),
        Step("far", Relation(g(i) - g(h), "<=", farthest), chain(), ["rise", "most"]),
        Step("within", Relation(g(i), "<=", g(h) + farthest), monotone(u, u + g(h)), ["far"]),
        Step(
            "all_within",
            Relation(largest, "<=", g(h) + farthest),
            lemma("max_least", body=g(i), index=i, bound=g(h) + farthest),
            ["within"],
        ),
        Step(
            "near_edges",
            Relation(total(largest), "<=", total(g(h) + farthest)),
            lemma("termwise_sum", body=largest, bound=g(h) + farthest, factor=1, index=j),
            ["all_within"],
        ),
        Step(
            "one_more",
            Relation(total(g(h)) + total(farthest), "=", near.rhs),
            monotone(u, u + total(farthest)),
            ["ones_h"],
        ),
        Step("near", near, chain(), ["sum", "near_edges", "one_more"]),
        Step("claim", THEOREM.claim, chain(), ["apart", "near"]),
    ],
)
