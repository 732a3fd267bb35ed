"""Power sums are log-convex (Hoelder); solve the inequality for either end."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, power_sum
from lqtheory.theorems.lq_balls.effective_sparsity_decreases import THEOREM, D

n, q, r, p, x = D.symbols
t = sp.Symbol("t", positive=True)
theta = (r - q) / (p - q)
low, middle, high = power_sum(x, q), power_sum(x, r), power_sum(x, p)
s = effective_sparsity

PROOF = Proof(
    "effective_sparsity_decreases",
    steps=[
        Step(
            "hoelder",
            Relation(middle, "<=", low ** (1 - theta) * high**theta),
            lemma("log_convex_power_sums", x=x, u=q, v=p, t=theta, middle=r),
        ),
        Step(
            "inverse",
            Relation(
                middle ** (q / (r - q)) * low ** (-r / (r - q)), "<=", high ** (q / (p - q)) * low ** (-p / (p - q))
            ),
            monotone(t, t ** (q / (r - q)) * low ** (-r / (r - q))),
            ["hoelder"],
        ),
        Step("in_p", Relation(s(x, q, p), "<=", s(x, q, r)), monotone(t, 1 / t), ["inverse"]),
        Step(
            "in_q",
            Relation(s(x, r, p), "<=", s(x, q, p)),
            monotone(t, t ** (p / (p - r)) * high ** (-r / (p - r))),
            ["hoelder"],
        ),
        Step("claim", THEOREM.claim, chain(), ["in_p", "in_q"]),
    ],
)
