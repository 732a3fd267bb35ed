"""Two tails begin with consecutive sorted entries, which decrease."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.lq_balls.best_k_term_power_is_convex import THEOREM, D

n, k, p, x = D.symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", real=True)
before, here, after = (tail_power_sum(x, k + d, p) for d in (-1, 0, 1))
kept, next_one = order_statistic(x, k), order_statistic(x, k + 1)

PROOF = Proof(
    "best_k_term_power_is_convex",
    steps=[
        Step("one", Relation(before, "=", kept**p + here), lemma("tail_begins", x=x, k=k - 1, p=p)),
        Step("two", Relation(here, "=", next_one**p + after), lemma("tail_begins", x=x, k=k, p=p)),
        Step("sorted", Relation(next_one, "<=", kept), lemma("order_statistics_decrease", x=x, i=k, j=k + 1)),
        Step("powers", Relation(next_one**p, "<=", kept**p), monotone(t, t**p), ["sorted"]),
        Step("twice", Relation(2 * here, "=", next_one**p + here + after), monotone(u, u + here), ["two"]),
        Step(
            "gain",
            Relation(next_one**p + here + after, "<=", kept**p + here + after),
            monotone(u, u + here + after),
            ["powers"],
        ),
        Step("both", Relation(before + after, "=", kept**p + here + after), monotone(u, u + after), ["one"]),
        Step("convex", Relation(2 * here, "<=", before + after), chain(), ["twice", "gain", "both"]),
        Step("claim", THEOREM.claim, sign(), ["convex"]),
    ],
)
