"""The exact worst case is at most Stechkin's bound, row by row."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma, monotone
from lqtheory.relations import Relation
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
factor = downstream_frobenius(net, L, layer)
radius, moved = activation_radius_frobenius(net, L, layer - 1), bias_change(net, L, layer)
small, large = class_change(net, L, layer, q), stechkin_change(net, L, layer, q)

PROOF = Proof(
    "class_ladder_at_most_stechkin",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(Source("foucart_rauhut_2013", "Theorem 2.5"), "theorem worst_case_at_most_stechkin for every row"),
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
