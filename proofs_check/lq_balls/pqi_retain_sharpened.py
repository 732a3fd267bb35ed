"""Power means on head and tail, in units of the l_p mass, and their sum."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.pqi_retain_sharpened import THEOREM, D, eta, tau

n, k, p, q, x = D.symbols
t = sp.Symbol("t", positive=True)
u = sp.Symbol("u", nonnegative=True)
v = sp.Symbol("v", real=True)
c = q / p
unit = power_sum(x, p) ** -c
tail = {r: tail_power_sum(x, k, r) for r in (p, q)}
head = {r: power_sum(x, r) - tail[r] for r in (p, q)}
(claim,) = THEOREM.claim.then
first, second = k ** (1 - c) * (1 + eta) ** -c, (n - k) ** (1 - c) * tau**c
of_head, of_tail = k ** (1 - c) * head[p] ** c * unit, (n - k) ** (1 - c) * tail[p] ** c * unit

PROOF = Proof(
    "pqi_retain_sharpened",
    steps=[
        Step("kept_p", Relation(0, "<", head[p]), lemma("head_positive", x=x, k=k, p=p)),
        Step("kept_q", Relation(0, "<", head[q]), lemma("head_positive", x=x, k=k, p=q)),
        Step("head_share", Relation(first, "=", of_head), identity(), ["kept_p"]),
        Step("tau", Relation(tau, "=", tail[p] / power_sum(x, p)), identity(), ["kept_p"]),
        Step("tail_share", Relation(second, "=", of_tail), monotone(u, (n - k) ** (1 - c) * u**c), ["tau"]),
        Step(
            "head",
            Relation(head[p], "<=", k ** (1 - p / q) * head[q] ** (p / q)),
            lemma("head_power_mean", x=x, k=k, p=p, q=q),
        ),
        Step(
            "head_raised",
            Relation(of_head, "<=", head[q] * unit),
            monotone(t, k ** (1 - c) * t**c * unit),
            ["head", "kept_p", "kept_q"],
        ),
        Step(
            "tail",
            Relation(tail[p], "<=", (n - k) ** (1 - p / q) * tail[q] ** (p / q)),
            lemma("tail_power_mean", x=x, k=k, p=p, q=q),
        ),
        Step(
            "tail_raised",
            Relation(of_tail, "<=", tail[q] * unit),
            monotone(u, (n - k) ** (1 - c) * u**c * unit),
            ["tail"],
        ),
        Step("first", Relation(first, "<=", head[q] * unit), chain(), ["head_share", "head_raised"]),
        Step("second", Relation(second, "<=", tail[q] * unit), chain(), ["tail_share", "tail_raised"]),
        Step(
            "add_tail",
            Relation(first + second, "<=", head[q] * unit + second),
            monotone(v, v + second),
            ["first", "kept_q"],
        ),
        Step(
            "add_head",
            Relation(head[q] * unit + second, "<=", head[q] * unit + tail[q] * unit),
            monotone(v, head[q] * unit + v),
            ["second"],
        ),
        Step("sum", Relation(head[q] * unit + tail[q] * unit, "=", claim.rhs), identity()),
        Step("both", THEOREM.claim, chain(), ["add_tail", "add_head", "sum"]),
    ],
)
