"""The guarantee of every row, added up."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, lemma, monotone
from lqtheory.quantities.top_scores import ROW_WEIGHT
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, kmin, lq_norm, power_sum, tail_power_sum
from lqtheory.theorems.allocation.relative_rule_bounds_layer_error import (
    COUNT,
    THEOREM,
    D,
    a,
    c,
    d,
    eta,
    kept,
    left,
    p,
    row,
    whole,
)

EXTRA = {"i": Integer(1, "r")}
i = D.extend(**EXTRA).symbols[-1]
t = sp.Symbol("t", nonnegative=True)
weights, count = row(i), kept(i)

PROOF = Proof(
    "relative_rule_bounds_layer_error",
    extra=EXTRA,
    steps=[
        Step(
            "enough",
            Relation(kmin(weights, eta, p), "<=", count),
            lemma("at_most_larger", a=kmin(weights, eta, p), b=d - COUNT.symbol(c, i)),
        ),
        Step(
            "in_range",
            Relation(kmin(weights, eta, p), "<=", d),
            lemma("least_at_most_last", count=kmin(weights, eta, p)),
        ),
        Step(
            "fits",
            Relation(count, "<=", d),
            lemma("larger_of_two", a=kmin(weights, eta, p), b=d - COUNT.symbol(c, i), bound=d),
            ["in_range"],
        ),
        Step(
            "met",
            Relation(best_k_term_error(weights, count, p), "<=", eta * lq_norm(weights, p)),
            apply("kmin_suffices", {"n": d, "k": count, "x": weights}),
            ["enough", "fits"],
        ),
        Step(
            "powers",
            Relation(tail_power_sum(weights, count, p), "<=", eta**p * power_sum(weights, p)),
            monotone(t, t**p),
            ["met"],
        ),
        Step("row", Relation(left(i), "<=", eta**p * whole(i)), monotone(t, ROW_WEIGHT.symbol(a, i) * t), ["powers"]),
        Step(
            "claim",
            THEOREM.claim,
            lemma("termwise_sum", body=left(i), bound=whole(i), factor=eta**p, index=i),
            ["row"],
        ),
    ],
)
