"""Entries between the two counts are at most the next one, or at least the last one; the threshold is between them."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.allocation.threshold_supports_tail import THEOREM, D, threshold

n, j, k, p, u, x = D.symbols
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
last, following = order_statistic(x, j) ** p, order_statistic(x, j + 1) ** p
here, there = tail_power_sum(x, j, p), tail_power_sum(x, k, p)
more, fewer = Relation(j, "<", k), Relation(k, "<=", j)
(claim,) = THEOREM.claim.then
at_most = lambda a, b: Relation(a, "<=", b)  # noqa: E731

PROOF = Proof(
    "threshold_supports_tail",
    steps=[
        Step(
            "sorted",
            at_most(order_statistic(x, j + 1), order_statistic(x, j)),
            lemma("order_statistics_decrease", x=x, i=j, j=j + 1),
        ),
        Step("powers", at_most(following, last), monotone(t, t**p), ["sorted"]),
        Step("above", at_most(following, threshold), monotone(v, u * v + (1 - u) * following), ["powers"]),
        Step("below", at_most(threshold, last), monotone(v, (1 - u) * v + u * last), ["powers"]),
        Step(
            "drop",
            Claim([more], [at_most(here, (k - j) * following + there)]),
            lemma("tail_between", x=x, j=j, k=k, p=p, least=False),
        ),
        Step(
            "priced",
            Claim([more], [at_most((k - j) * following + there, (k - j) * threshold + there)]),
            monotone(v, (k - j) * v + there),
            ["above"],
        ),
        Step("sum", Claim([more], [at_most(here, (k - j) * threshold + there)]), chain(), ["drop", "priced"]),
        Step("more", Claim([more], [claim]), monotone(v, v + threshold * j), ["sum"]),
        Step(
            "rise",
            Claim([fewer], [at_most((j - k) * last + here, there)]),
            lemma("tail_between", x=x, j=k, k=j, p=p, least=True),
        ),
        Step(
            "priced_back",
            Claim([fewer], [at_most((j - k) * threshold + here, (j - k) * last + here)]),
            monotone(v, (j - k) * v + here),
            ["below"],
        ),
        Step(
            "sum_back", Claim([fewer], [at_most((j - k) * threshold + here, there)]), chain(), ["priced_back", "rise"]
        ),
        Step("fewer", Claim([fewer], [claim]), monotone(v, v + threshold * k), ["sum_back"]),
        Step("all", THEOREM.claim, cases(), ["more", "fewer"]),
    ],
)
