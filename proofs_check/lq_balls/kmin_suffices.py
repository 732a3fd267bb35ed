"""The least count has the property, and tails only get smaller."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, kmin, lq_norm, tail_power_sum
from lqtheory.theorems.lq_balls.kmin_suffices import THEOREM, D

n, k, p, eta, x = D.symbols
t = sp.Symbol("t", nonnegative=True)
count = kmin(x, eta, p)
allowed = eta * lq_norm(x, p)
error = best_k_term_error(x, k, p)
at_count = best_k_term_error(x, count, p)

enough = Relation(count, "<=", k)
early = Relation(count, "<=", n - 1)
late = Relation(n - 1, "<", count)

PROOF = Proof(
    "kmin_suffices",
    steps=[
        Step("property", Claim([early], [Relation(at_count, "<=", allowed)]), lemma("least_has_property", count=count)),
        Step(
            "tails",
            Claim([enough], [Relation(tail_power_sum(x, k, p), "<=", tail_power_sum(x, count, p))]),
            lemma("tail_decreases", x=x, j=count, k=k, p=p),
        ),
        Step("errors", Claim([enough], [Relation(error, "<=", at_count)]), monotone(t, t ** (1 / p)), ["tails"]),
        Step(
            "early",
            Claim([enough, early], [Relation(error, "<=", allowed)]),
            chain(),
            ["errors", "property"],
        ),
        Step(
            "no_tail",
            Claim([enough, late], [Relation(tail_power_sum(x, k, p), "=", 0)]),
            lemma("tail_after_everything", x=x, k=k, p=p),
        ),
        Step("no_error", Claim([enough, late], [Relation(error, "=", 0)]), monotone(t, t ** (1 / p)), ["no_tail"]),
        Step("allowed", Relation(0, "<=", allowed), sign()),
        Step("late", Claim([enough, late], [Relation(error, "<=", allowed)]), chain(), ["no_error", "allowed"]),
        Step("both", THEOREM.claim, cases(), ["early", "late"]),
    ],
)
