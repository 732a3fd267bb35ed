"""The carried errors grow by one attribution with every layer."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.network_attribution import CARRIED_CHANGE, LAYER_ATTRIBUTION
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.layer_attributions_add_up import THEOREM, L, j, layer, net, output_change

carried, own = CARRIED_CHANGE.symbol, LAYER_ATTRIBUTION.symbol(net, L, layer, j)
before = carried(net, L, layer - 1, j)
grown = carried(net, L, layer, j) - before
ends = carried(net, L, L, j) - carried(net, L, 0, j)

PROOF = Proof(
    "layer_attributions_add_up",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "recursion",
            Relation(own, "=", grown),
            cited(
                Source("rudin_1976", "Definition 9.4 (linear maps)"),
                "M(W~ y + b~ - W x - b) - M W(y - x) = M((W~ - W) y + b~ - b) for linear maps M and W",
            ),
        ),
        Step(
            "terms",
            Relation(sp.Sum(own, (layer, 1, L)), "=", sp.Sum(grown, (layer, 1, L))),
            lemma("equal_terms", body=own, other=grown, index=layer),
            ["recursion"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-before, index=layer),
        ),
        Step(
            "ends",
            Relation(output_change(net, L, j), "=", ends),
            identity(),
        ),
        Step("sum", THEOREM.claim, chain(), ["ends", "telescope", "terms"]),
    ],
)
