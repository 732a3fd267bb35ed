"""||x||_2 <= ||x||_1 <= sqrt(n) ||x||_2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import hoyer, power_sum, support_size
from lqtheory.theorems.lq_balls.hoyer_range import THEOREM, D

n, x = D.symbols
t = sp.Symbol("t", positive=True)
total, squares, support = power_sum(x, 1), power_sum(x, 2), support_size(x)
ratio = total / sp.sqrt(squares)
index = sp.sqrt(n) / (sp.sqrt(n) - 1) - t / (sp.sqrt(n) - 1)

PROOF = Proof(
    "hoyer_range",
    steps=[
        Step("size_2", Relation(1, "<", n), sign()),
        Step("root", Relation(1, "<", sp.sqrt(n)), monotone(t, sp.sqrt(t)), ["size_2"]),
        Step("norms", Relation(squares, "<=", total**2), lemma("norms_decrease", x=x, q=sp.S.One, p=2)),
        Step("at_least_1", Relation(sp.S.One, "<=", ratio), monotone(t, sp.sqrt(t / squares)), ["norms"]),
        Step("high", Relation(hoyer(x), "<=", sp.S.One), monotone(t, index), ["at_least_1", "root"]),
        Step(
            "means",
            Relation(total, "<=", sp.sqrt(support * squares)),
            lemma("power_mean_on_support", x=x, q=sp.S.One, p=2),
        ),
        Step("size", Relation(support, "<=", n), lemma("support_at_most_size", x=x)),
        Step(
            "larger",
            Relation(sp.sqrt(support * squares), "<=", sp.sqrt(n * squares)),
            monotone(t, sp.sqrt(t * squares)),
            ["size"],
        ),
        Step("all", Relation(total, "<=", sp.sqrt(n * squares)), chain(), ["means", "larger"]),
        Step("at_most_root", Relation(ratio, "<=", sp.sqrt(n)), monotone(t, t / sp.sqrt(squares)), ["all"]),
        Step("low", Relation(sp.S.Zero, "<=", hoyer(x)), monotone(t, index), ["at_most_root", "root"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
