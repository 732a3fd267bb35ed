"""The products telescope, and pruned norms are at most original ones plus changes."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.radii_at_most_product_form import (
    THEOREM,
    L,
    activation_radius,
    change_norm,
    downstream_lipschitz,
    layer,
    net,
    product_error,
)

t = sp.Symbol("t", nonnegative=True)
mixed_product = network_quantity("mixed_product")
before = mixed_product(net, L, layer - 1)
grown = mixed_product(net, L, layer) - before
term = downstream_lipschitz(net, L, layer) * change_norm(net, L, layer) * activation_radius(net, L, layer - 1)
ends = mixed_product(net, L, L) - mixed_product(net, L, 0)

PROOF = Proof(
    "radii_at_most_product_form",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(term, "<=", grown),
            cited(
                Source("horn_johnson_2013", "section 5.6"),
                "triangle inequality: |W~| <= |W| + |E|, in every earlier layer",
            ),
        ),
        Step(
            "terms",
            Relation(sp.Sum(term, (layer, 1, L)), "<=", sp.Sum(grown, (layer, 1, L))),
            lemma("termwise_sum", body=term, bound=grown, factor=1, index=layer),
            ["layer"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-before, index=layer),
        ),
        Step(
            "ends",
            Relation(ends, "=", product_error(net, L)),
            identity(),
        ),
        Step("sum", THEOREM.claim, chain(), ["terms", "telescope", "ends"]),
    ],
)
