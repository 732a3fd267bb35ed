"""The 2s largest entries have at most 2s times the q-th power of the first."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.necessity.thin_kernel_has_small_heads_in_max_norm import THEOREM, D

s, n, q, x = D.symbols
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
given = THEOREM.claim.given
whole, tail = power_sum(x, q), tail_power_sum(x, 2 * s, q)
flat = 2 * s * order_statistic(x, 1) ** q

PROOF = Proof(
    "thin_kernel_has_small_heads_in_max_norm",
    steps=[
        Step("everything", Relation(tail_power_sum(x, 0, q), "=", whole), lemma("tail_of_everything", x=x, p=q)),
        Step(
            "between",
            Relation(tail_power_sum(x, 0, q), "<=", flat + tail),
            lemma("tail_between", x=x, j=0, k=2 * s, p=q, least=False),
        ),
        Step("turned", Relation(whole, "=", tail_power_sum(x, 0, q)), chain(), ["everything"]),
        Step("head", Relation(whole, "<=", flat + tail), chain(), ["turned", "between"]),
        Step("assumed", Claim(given, given), sign()),
        Step("raised", Claim(given, [Relation(flat, "<", whole / 2)]), monotone(t, t**q), ["assumed"]),
        Step("added", Claim(given, [Relation(flat + tail, "<", whole / 2 + tail)]), monotone(v, v + tail), ["raised"]),
        Step("half", Claim(given, [Relation(whole, "<", whole / 2 + tail)]), chain(), ["head", "added"]),
        Step("rest", THEOREM.claim, monotone(v, 2 * v - whole), ["half"]),
    ],
)
