"""Second moments of beta variables, summed by telescoping."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import uniform_order_second_moment
from lqtheory.theorems.random_weights.uniform_finite_expectation import THEOREM, D

n, k, a = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
tail, value = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
moment, r = uniform_order_second_moment(i, n, a), n + 1 - i
body = a**2 * r * (r + 1) / ((n + 1) * (n + 2))
before = a**2 * r * (r + 1) * (r + 2) / (3 * (n + 1) * (n + 2))
sums = {name: sp.Sum(term, (i, k + 1, n)) for name, term in (("moments", moment), ("terms", body))}
ends = before.subs(i, k + 1) - before.subs(i, n + 1)

PROOF = Proof(
    "uniform_finite_expectation",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step(
            "ranks",
            Relation(tail, "=", sums["moments"]),
            lemma("expected_tail_by_ranks", law="uniform", k=k, n=n, a=a, index=i),
        ),
        Step("moment", Relation(moment, "=", body), lemma("uniform_order_statistic", i=i, n=n, a=a)),
        Step(
            "terms",
            Relation(sums["moments"], "=", sums["terms"]),
            lemma("equal_terms", body=moment, other=body, index=i),
            ["moment"],
        ),
        Step(
            "sum",
            Relation(sums["terms"], "=", ends),
            lemma("telescoping_sum", body=body, antidifference=before, index=i),
        ),
        Step("claim", THEOREM.claim, chain(), ["ranks", "terms", "sum"]),
    ],
)
