"""Hoelder on the head: its q-mass is at most that of a flat vector with the whole p-mass."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.necessity.thin_kernel_has_small_heads import THEOREM, D

s, n, q, p, x = D.symbols
k = 2 * s
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
given = THEOREM.claim.given
whole = {r: power_sum(x, r) for r in (q, p)}
tail = {r: tail_power_sum(x, k, r) for r in (q, p)}
flat = k ** (1 - q / p)
head = whole[q] - tail[q]

PROOF = Proof(
    "thin_kernel_has_small_heads",
    steps=[
        Step(
            "hoelder",
            Relation(head, "<=", flat * (whole[p] - tail[p]) ** (q / p)),
            lemma("head_power_mean", x=x, k=k, q=p, p=q),
        ),
        Step("part", Relation(tail[p], "<=", whole[p]), lemma("tail_at_most_total", x=x, k=k, p=p)),
        Step("shorter", Relation(whole[p] - tail[p], "<=", whole[p]), sign()),
        Step(
            "powers",
            Relation(flat * (whole[p] - tail[p]) ** (q / p), "<=", flat * whole[p] ** (q / p)),
            monotone(t, flat * t ** (q / p)),
            ["shorter", "part"],
        ),
        Step("assumed", Claim(given, given), sign()),
        Step(
            "raised",
            Claim(given, [Relation(flat * whole[p] ** (q / p), "<", whole[q] / 2)]),
            monotone(t, t**q),
            ["assumed"],
        ),
        Step("half", Claim(given, [Relation(head, "<", whole[q] / 2)]), chain(), ["hoelder", "powers", "raised"]),
        Step("rest", THEOREM.claim, monotone(v, 2 * v + 2 * tail[q] - whole[q]), ["half"]),
    ],
)
