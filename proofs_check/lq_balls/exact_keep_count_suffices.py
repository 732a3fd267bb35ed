"""The least count has the property of the threshold, and tails only get smaller."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    effective_sparsity,
    kmin_exact,
    lq_norm,
    sharp_keep_threshold,
    tail_power_sum,
)
from lqtheory.theorems.lq_balls.exact_keep_count_suffices import THEOREM, D

n, k, q, p, eta, x = D.symbols
u = sp.Symbol("u", nonnegative=True)
s = effective_sparsity(x, q, p)
count = kmin_exact(s, eta, q, p, n)
error, at_count, allowed = best_k_term_error(x, k, p), best_k_term_error(x, count, p), eta * lq_norm(x, p)
enough, early, late = Relation(count, "<=", k), Relation(count, "<=", n - 1), Relation(n - 1, "<", count)

PROOF = Proof(
    "exact_keep_count_suffices",
    steps=[
        Step("first", Relation(1, "<=", count), lemma("least_at_least_first", count=count)),
        Step(
            "property",
            Claim([early], [Relation(s ** (1 - q / p), "<=", sharp_keep_threshold(count, eta**p, q / p, n))]),
            lemma("least_has_property", count=count),
        ),
        Step(
            "at_count",
            Claim([early], [Relation(at_count, "<=", allowed)]),
            apply("sharp_keep_count_suffices", {"k": count}),
            ["first", "property"],
        ),
        Step(
            "tails",
            Claim([enough], [Relation(tail_power_sum(x, k, p), "<=", tail_power_sum(x, count, p))]),
            lemma("tail_decreases", x=x, j=count, k=k, p=p),
        ),
        Step("errors", Claim([enough], [Relation(error, "<=", at_count)]), monotone(u, u ** (1 / p)), ["tails"]),
        Step("early", Claim([enough, early], [Relation(error, "<=", allowed)]), chain(), ["errors", "at_count"]),
        Step(
            "no_tail",
            Claim([enough, late], [Relation(tail_power_sum(x, k, p), "=", 0)]),
            lemma("tail_after_everything", x=x, k=k, p=p),
        ),
        Step("no_error", Claim([enough, late], [Relation(error, "=", 0)]), monotone(u, u ** (1 / p)), ["no_tail"]),
        Step("allowed", Relation(0, "<=", allowed), sign()),
        Step("late", Claim([enough, late], [Relation(error, "<=", allowed)]), chain(), ["no_error", "allowed"]),
        Step("both", THEOREM.claim, cases(), ["early", "late"]),
    ],
)
