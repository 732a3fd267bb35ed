"""The largest of N shares is at least the first, at most 1, and at most their sum; shares of a point add up to 1."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.total_sensitivity_range import THEOREM, D

POINTS = {"i": Integer(1, "N"), "j": Integer(1, "n"), "k": Integer(1, "N"), "l": Integer(1, "n")}
n, N, A, w, i, j, k, l = D.extend(**POINTS).symbols  # noqa: E741 - an index beside i, j, k
low, few, points = THEOREM.claim.then
share = sample_quantity("importance_at")
largest = MaxOver(share(w, A, i, j), i, 1, N)
total = sp.Sum(largest, (j, 1, n))
over_edges = sp.Sum(share(w, A, 1, j), (j, 1, n))
of_edge = sample_quantity("importance_over_points")(w, A, j)

PROOF = Proof(
    "total_sensitivity_range",
    extra=POINTS,
    steps=[
        Step("sum", Relation(low.rhs, "=", total), lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=i, j=j)),
        Step("first", Relation(share(w, A, 1, j), "<=", largest), lemma("max_member", maximum=largest, at=1)),
        Step(
            "all_first",
            Relation(over_edges, "<=", total),
            lemma("termwise_sum", body=share(w, A, 1, j), bound=largest, factor=1, index=j),
            ["first"],
        ),
        Step("one", Relation(over_edges, "=", 1), lemma("importances_add_up", w=w, A=A, i=1, j=j)),
        Step("low", low, chain(), ["one", "all_first", "sum"]),
        Step(
            "part",
            Relation(share(w, A, i, j), "<=", sp.Sum(share(w, A, i, l), (l, 1, n))),
            lemma("term_at_most_sum", body=share(w, A, i, l), index=l, at=j),
        ),
        Step(
            "point",
            Relation(sp.Sum(share(w, A, i, l), (l, 1, n)), "=", 1),
            lemma("importances_add_up", w=w, A=A, i=i, j=l),
        ),
        Step("share", Relation(share(w, A, i, j), "<=", 1), chain(), ["part", "point"]),
        Step(
            "largest",
            Relation(largest, "<=", 1),
            lemma("max_least", body=share(w, A, i, j), index=i, bound=1),
            ["share"],
        ),
        Step(
            "at_most_ones",
            Relation(total, "<=", sp.Sum(1, (j, 1, n))),
            lemma("termwise_sum", body=largest, bound=1, factor=1, index=j),
            ["largest"],
        ),
        Step(
            "edges",
            Relation(sp.Sum(1, (j, 1, n)), "=", n),
            lemma("telescoping_sum", body=1, antidifference=-j, index=j),
        ),
        Step("few", few, chain(), ["sum", "at_most_ones", "edges"]),
        Step(
            "among_points",
            Relation(share(w, A, i, j), "<=", sp.Sum(share(w, A, k, j), (k, 1, N))),
            lemma("term_at_most_sum", body=share(w, A, k, j), index=k, at=i),
        ),
        Step(
            "total",
            Relation(of_edge, "=", sp.Sum(share(w, A, k, j), (k, 1, N))),
            lemma("total_over_points", w=w, A=A, i=k, j=j),
        ),
        Step("below", Relation(share(w, A, i, j), "<=", of_edge), chain(), ["among_points", "total"]),
        Step(
            "below_total",
            Relation(largest, "<=", of_edge),
            lemma("max_least", body=share(w, A, i, j), index=i, bound=of_edge),
            ["below"],
        ),
        Step(
            "all_below",
            Relation(total, "<=", sp.Sum(of_edge, (j, 1, n))),
            lemma("termwise_sum", body=largest, bound=of_edge, factor=1, index=j),
            ["below_total"],
        ),
        Step("count", Relation(sp.Sum(of_edge, (j, 1, n)), "=", N), lemma("totals_count_points", w=w, A=A, j=j)),
        Step("points", points, chain(), ["sum", "all_below", "count"]),
        Step("claim", THEOREM.claim, chain(), ["low", "few", "points"]),
    ],
)
