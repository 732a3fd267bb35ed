"""The exact worst case of best k-term approximation, row by row."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.frobenius_ladder_at_most_class_norms import (
    THEOREM,
    L,
    activation_radius_frobenius,
    bias_change,
    change_frobenius,
    class_change,
    downstream_frobenius,
    layer,
    net,
    q,
)

t = sp.Symbol("t", nonnegative=True)
factor = downstream_frobenius(net, L, layer)
radius, moved = activation_radius_frobenius(net, L, layer - 1), bias_change(net, L, layer)
small, large = change_frobenius(net, L, layer), class_change(net, L, layer, q)

PROOF = Proof(
    "frobenius_ladder_at_most_class_norms",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(Source("lqtheory_dossier", "lq.worst"), "theorem worst_case_best_k_term_error for every row"),
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
