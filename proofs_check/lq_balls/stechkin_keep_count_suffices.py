"""Stechkin's inequality, with k replaced by the smaller closed-form count."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    effective_sparsity,
    kmin_stechkin,
    lq_norm,
    stechkin_bound,
    stechkin_constant,
    tail_power_sum,
)
from lqtheory.theorems.lq_balls.stechkin_keep_count_suffices import THEOREM, D

n, k, q, p, eta, x = D.symbols
t = sp.Symbol("t", positive=True)
u = sp.Symbol("u", nonnegative=True)
count = kmin_stechkin(effective_sparsity(x, q, p), eta, q, p)
error, allowed = best_k_term_error(x, k, p), eta * lq_norm(x, p)
scale = stechkin_constant(q, p) * lq_norm(x, q)

enough = Relation(count, "<=", k)
some_left = Relation(k, "<=", n - 1)
none_left = Relation(n - 1, "<", k)

PROOF = Proof(
    "stechkin_keep_count_suffices",
    steps=[
        Step(
            "stechkin",
            Claim([some_left], [Relation(error, "<=", stechkin_bound(k, q, p) * lq_norm(x, q))]),
            apply("stechkin_inequality"),
        ),
        Step("enough", Claim([enough], [enough]), sign()),
        Step(
            "smaller_k",
            Claim([enough], [Relation(scale * k ** (1 / p - 1 / q), "<=", scale * count ** (1 / p - 1 / q))]),
            monotone(t, scale * t ** (1 / p - 1 / q)),
            ["enough"],
        ),
        Step(
            "definition",
            Relation(stechkin_bound(k, q, p) * lq_norm(x, q), "=", scale * k ** (1 / p - 1 / q)),
            identity(),
        ),
        Step("at_count", Relation(scale * count ** (1 / p - 1 / q), "=", allowed), identity()),
        Step(
            "some_left",
            Claim([enough, some_left], [Relation(error, "<=", allowed)]),
            chain(),
            ["stechkin", "definition", "smaller_k", "at_count"],
        ),
        Step(
            "no_tail",
            Claim([none_left], [Relation(tail_power_sum(x, k, p), "=", 0)]),
            lemma("tail_after_everything", x=x, k=k, p=p),
        ),
        Step("no_error", Claim([none_left], [Relation(error, "=", 0)]), monotone(u, u ** (1 / p)), ["no_tail"]),
        Step("allowed", Relation(0, "<=", allowed), sign()),
        Step("none_left", Claim([none_left], [Relation(error, "<=", allowed)]), chain(), ["no_error", "allowed"]),
        Step("both", THEOREM.claim, cases(), ["some_left", "none_left"]),
    ],
)
