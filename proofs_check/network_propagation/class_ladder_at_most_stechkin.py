"""The exact worst case is at most Stechkin's bound, row by row."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import apply, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_bound, worst_case
from lqtheory.theorems.network_propagation.class_ladder_at_most_stechkin import (
    THEOREM,
    L,
    activation_radius_frobenius,
    bias_change,
    class_change,
    downstream_frobenius,
    layer,
    net,
    q,
    stechkin_change,
)

t = sp.Symbol("t", nonnegative=True)
k, d = (sp.Symbol(letter, integer=True, positive=True) for letter in "kd")
norm = sp.Symbol("norm", real=True, nonnegative=True)  # the l_q norm of a row
factor = downstream_frobenius(net, L, layer)
radius, moved = activation_radius_frobenius(net, L, layer - 1), bias_change(net, L, layer)
small, large = class_change(net, L, layer, q), stechkin_change(net, L, layer, q)

PROOF = Proof(
    "class_ladder_at_most_stechkin",
    extra={"l": Integer(1, "L"), "k": Integer(1), "d": Integer("k+1"), "norm": Real(0, closed="left")},
    steps=[
        Step(
            "rates",
            Relation(worst_case(k, d, q, 2), "<=", stechkin_bound(k, q, 2)),
            apply("worst_case_at_most_stechkin", {"n": d, "p": 2}),
        ),
        Step(
            "row",
            Relation(worst_case(k, d, q, 2) * norm, "<=", stechkin_bound(k, q, 2) * norm),
            monotone(t, t * norm),
            ["rates"],
        ),
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(
                Source("horn_johnson_2013", "section 5.6 (Frobenius norm)"),
                "definition: the squares of both are the sums over the rows of the squares of the rate times the l_q "
                "norm; the rate is 1 on both sides for a row that keeps nothing, and 0 on the left if it keeps all",
            ),
            ["row"],
        ),
        Step(
            "put_in",
            Relation(small * radius + moved, "<=", large * radius + moved),
            monotone(t, t * radius + moved),
            ["layer"],
        ),
        Step(
            "times",
            Relation(factor * (small * radius + moved), "<=", factor * (large * radius + moved)),
            monotone(t, factor * t),
            ["put_in"],
        ),
        Step(
            "sum",
            THEOREM.claim,
            lemma(
                "termwise_sum",
                body=factor * (small * radius + moved),
                bound=factor * (large * radius + moved),
                factor=1,
                index=layer,
            ),
            ["times"],
        ),
    ],
)
