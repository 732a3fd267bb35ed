"""The triangle inequality from hybrid to hybrid, telescoped."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.error_at_most_hybrid_steps import (
    THEOREM,
    L,
    hybrid_step,
    layer,
    net,
    output_error,
)

t = sp.Symbol("t", nonnegative=True)
hybrid_distance = network_quantity("hybrid_distance")
before = hybrid_distance(net, L, layer - 1)
grown = hybrid_distance(net, L, layer) - before
step = hybrid_step(net, L, layer)
ends = hybrid_distance(net, L, L) - hybrid_distance(net, L, 0)

PROOF = Proof(
    "error_at_most_hybrid_steps",
    extra={"l": Integer(1, "L")},
    steps=[
        Step("layer", Relation(grown, "<=", step), cited(Source("rudin_1976", "Theorem 1.37"), "triangle inequality")),
        Step(
            "terms",
            Relation(sp.Sum(grown, (layer, 1, L)), "<=", sp.Sum(step, (layer, 1, L))),
            lemma("termwise_sum", body=grown, bound=step, factor=1, index=layer),
            ["layer"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-before, index=layer),
        ),
        Step(
            "ends",
            Relation(output_error(net, L), "=", ends),
            identity(),
        ),
        Step("sum", THEOREM.claim, chain(), ["ends", "telescope", "terms"]),
    ],
)
