"""The ladder's first two steps with the networks in each other's place."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.mirrored_error_bound import (
    THEOREM,
    L,
    layer,
    mirrored_perturbation,
    mirrored_step,
    net,
    output_error,
    pruned_downstream_lipschitz,
)

t = sp.Symbol("t", nonnegative=True)
mirrored_distance = network_quantity("mirrored_distance")
before = mirrored_distance(net, L, layer - 1)
grown = mirrored_distance(net, L, layer) - before
step = mirrored_step(net, L, layer)
ends = mirrored_distance(net, L, L) - mirrored_distance(net, L, 0)
bound = pruned_downstream_lipschitz(net, L, layer) * mirrored_perturbation(net, L, layer)

PROOF = Proof(
    "mirrored_error_bound",
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
        Step(
            "composition",
            Relation(step, "<=", bound),
            cited(
                Source("rudin_1976", "Theorem 9.7"),
                "composition of Lipschitz maps: constants multiply, a matrix has its spectral norm",
            ),
        ),
        Step(
            "bounded",
            Relation(sp.Sum(step, (layer, 1, L)), "<=", sp.Sum(bound, (layer, 1, L))),
            lemma("termwise_sum", body=step, bound=bound, factor=1, index=layer),
            ["composition"],
        ),
        Step("sum", THEOREM.claim, chain(), ["ends", "telescope", "terms", "bounded"]),
    ],
)
