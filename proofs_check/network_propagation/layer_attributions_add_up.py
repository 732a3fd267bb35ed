"""The carried errors grow by one attribution with every layer."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma
from lqtheory.quantities.network_attribution import CARRIED_CHANGE, LAYER_ATTRIBUTION
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.layer_attributions_add_up import THEOREM, L, j, layer, net, output_change

carried, own = CARRIED_CHANGE.symbol, LAYER_ATTRIBUTION.symbol(net, L, layer, j)
before = carried(net, L, layer - 1, j)
grown = carried(net, L, layer, j) - before
ends = carried(net, L, L, j) - carried(net, L, 0, j)
source = Source("lqtheory_dossier", "cert.telescoping")

PROOF = Proof(
    "layer_attributions_add_up",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "recursion",
            Relation(own, "=", grown),
            cited(source, "definition: e^l = W^l D^(l-1) e^(l-1) + delta^l, and what carries on is linear"),
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
            cited(source, "definition: nothing is carried on from the output, and both networks have the same input"),
        ),
        Step("sum", THEOREM.claim, chain(), ["ends", "telescope", "terms"]),
    ],
)
