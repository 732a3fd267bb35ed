"""What x gains is at most t times its next score, what y loses at least t times its last one."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.allocation.exchange_between_rows import THEOREM, D

t, k, j, n, m, p, a, b, x, y = D.symbols
v = sp.Symbol("v", real=True)
(given,), (claim,) = THEOREM.claim.given, THEOREM.claim.then
following, last = order_statistic(x, k + 1) ** p, order_statistic(y, j) ** p
more, fewer = tail_power_sum(x, k + t, p), tail_power_sum(y, j - t, p)
here_x, here_y = tail_power_sum(x, k, p), tail_power_sum(y, j, p)
swapped = a * (t * following + more) + b * here_y
priced = a * more + t * b * last + b * here_y

PROOF = Proof(
    "exchange_between_rows",
    steps=[
        Step(
            "gain",
            Relation(here_x, "<=", t * following + more),
            lemma("tail_between", x=x, j=k, k=k + t, p=p, least=False),
        ),
        Step(
            "loss",
            Relation(t * last + here_y, "<=", fewer),
            lemma("tail_between", x=y, j=j - t, k=j, p=p, least=True),
        ),
        Step("in_x", Relation(claim.lhs, "<=", swapped), monotone(v, a * v + b * here_y), ["gain"]),
        Step("scores", Claim([given], [given]), sign()),
        Step(
            "swap",
            Claim([given], [Relation(swapped, "<=", priced)]),
            monotone(v, t * v + a * more + b * here_y),
            ["scores"],
        ),
        Step("in_y", Relation(priced, "<=", claim.rhs), monotone(v, a * more + b * v), ["loss"]),
        Step("all", THEOREM.claim, chain(), ["in_x", "swap", "in_y"]),
    ],
)
