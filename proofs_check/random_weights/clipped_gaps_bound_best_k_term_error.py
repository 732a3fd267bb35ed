"""Gaps of the pruned entries are at most their positive parts, and the other positive parts only add."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.clipped_gaps_bound_best_k_term_error import THEOREM, D, clipped, gap, i

n, k, p, T, x = D.symbols
u = sp.Symbol("u", real=True)
j = D.extend(j=Integer("k+1", "n")).symbol("j")
entry, mass = order_statistic(x, i), tail_power_sum(x, k, p)
ends = (i, k + 1, n)
gaps, squares, everything = sp.Sum(gap, ends), sp.Sum(entry**p, ends), sp.Sum(clipped, (i, 1, n))
ones = sp.Sum(1, ends)

PROOF = Proof(
    "clipped_gaps_bound_best_k_term_error",
    extra={"i": Integer(1, "n"), "j": Integer("k+1", "n")},
    steps=[
        Step("clipped", Relation(gap, "<=", clipped), lemma("at_most_larger", a=gap, b=0)),
        Step(
            "part",
            Relation(gaps, "<=", everything),
            lemma("part_of_sum", body=gap, larger=clipped, index=i, start=k + 1),
            ["clipped"],
        ),
        Step(
            "apart",
            Relation(gaps, "=", T**p * ones - squares),
            lemma("linear_sum", total=gap, terms=((T**p, 1), (-1, entry**p)), index=i, low=k + 1, high=n),
        ),
        Step("count", Relation(ones, "=", n - k), lemma("telescoping_sum", body=1, antidifference=-j, index=j)),
        Step(
            "counted",
            Relation(T**p * ones - squares, "=", T**p * (n - k) - squares),
            monotone(u, T**p * u - squares),
            ["count"],
        ),
        Step("mass", Relation(mass, "=", squares), lemma("tail_as_sum", x=x, k=k, p=p, index=i)),
        Step(
            "massed",
            Relation(T**p * (n - k) - mass, "=", T**p * (n - k) - squares),
            monotone(u, T**p * (n - k) - u),
            ["mass"],
        ),
        Step(
            "bound", Relation(T**p * (n - k) - mass, "<=", everything), chain(), ["massed", "counted", "apart", "part"]
        ),
        Step("claim", THEOREM.claim, monotone(u, u + mass - everything), ["bound"]),
    ],
)
