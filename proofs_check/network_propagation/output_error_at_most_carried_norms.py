"""Through the hybrids: B0 and B1 of the ladder."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.output_error_at_most_carried_norms import THEOREM, L, bound, layer, net

steps = sp.Sum(network_quantity("hybrid_step")(net, L, layer), (layer, 1, L))

PROOF = Proof(
    "output_error_at_most_carried_norms",
    steps=[
        Step(
            "hybrids",
            Relation(network_quantity("output_error")(net, L), "<=", steps),
            apply("error_at_most_hybrid_steps"),
        ),
        Step(
            "perturbations",
            Relation(steps, "<=", sp.Sum(bound, (layer, 1, L))),
            apply("hybrid_steps_at_most_perturbations"),
        ),
        Step("together", THEOREM.claim, chain(), ["hybrids", "perturbations"]),
    ],
)
