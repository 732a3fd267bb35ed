"""The exact worst case of best k-term approximation, row by row."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import apply, cases, chain, cited, lemma, monotone, sign
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, tail_power_sum, worst_case
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
i = sp.Symbol("i", integer=True, positive=True)
weights, kept, pruned = (
    network_quantity(name)(net, L, layer, i) for name in ("weight_row", "kept_count", "pruned_count")
)
row = Relation(best_k_term_error(weights, kept, 2), "<=", worst_case(kept, kept + pruned, q, 2) * lq_norm(weights, q))
some, none = Relation(0, "<", pruned), Relation(pruned, "<=", 0)
factor = downstream_frobenius(net, L, layer)
radius, moved = activation_radius_frobenius(net, L, layer - 1), bias_change(net, L, layer)
small, large = change_frobenius(net, L, layer), class_change(net, L, layer, q)

PROOF = Proof(
    "frobenius_ladder_at_most_class_norms",
    extra={"l": Integer(1, "L", typical=(1, "L")), "i": Integer(1, typical=(1, 5))},
    steps=[
        Step(
            "row_pruned",
            Claim([some], [row]),
            apply("worst_case_best_k_term_error", {"n": kept + pruned, "k": kept, "p": 2, "x": weights}),
        ),
        Step(
            "no_tail",
            Claim([none], [Relation(tail_power_sum(weights, kept, 2), "=", 0)]),
            lemma("tail_after_everything", x=weights, k=kept, p=2),
        ),
        Step("no_error", Claim([none], [Relation(row.lhs, "=", 0)]), monotone(t, sp.sqrt(t)), ["no_tail"]),
        Step("bound", Relation(0, "<=", row.rhs), sign()),
        Step("row_kept", Claim([none], [row]), chain(), ["no_error", "bound"]),
        Step("row", row, cases(), ["row_pruned", "row_kept"]),
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(
                Source("horn_johnson_2013", "section 5.6 (Frobenius norm)"),
                "definition: the squares of both are the sums over the rows of the squares of what a row loses, and of "
                "its bound",
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
