"""A telescoping sum whose ends are the two networks."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.telescoping_over_hybrids import (
    THEOREM,
    L,
    hybrid_output,
    j,
    layer,
    net,
    output_change,
)

t = sp.Symbol("t", nonnegative=True)
before, after = hybrid_output(net, L, layer - 1, j), hybrid_output(net, L, layer, j)
ends = hybrid_output(net, L, L, j) - hybrid_output(net, L, 0, j)

PROOF = Proof(
    "telescoping_over_hybrids",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "telescope",
            Relation(sp.Sum(after - before, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=after - before, antidifference=-before, index=layer),
        ),
        Step(
            "ends",
            Relation(output_change(net, L, j), "=", ends),
            identity(),
        ),
        Step("sum", THEOREM.claim, chain(), ["ends", "telescope"]),
    ],
)
