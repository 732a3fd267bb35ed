"""Renyi's representation of every order statistic, summed over the pruned ones."""

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import laplace_order_second_moment
from lqtheory.theorems.random_weights.laplace_finite_expectation import THEOREM, D, i, j, mean, variance

n, k, a = D.symbols
tail, total = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
moment, body = laplace_order_second_moment(i, n, a), a**2 * (mean**2 + variance)
moments = total.func(moment, (i, k + 1, n))

PROOF = Proof(
    "laplace_finite_expectation",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step(
            "ranks",
            Relation(tail, "=", moments),
            lemma("expected_tail_by_ranks", law="laplace", k=k, n=n, a=a, index=i),
        ),
        Step("moment", Relation(moment, "=", body), lemma("renyi_representation", i=i, n=n, a=a, index=j)),
        Step(
            "terms", Relation(moments, "=", total), lemma("equal_terms", body=moment, other=body, index=i), ["moment"]
        ),
        Step("claim", THEOREM.claim, chain(), ["ranks", "terms"]),
    ],
)
