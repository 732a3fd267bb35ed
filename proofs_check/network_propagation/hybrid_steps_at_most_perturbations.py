"""Two hybrids differ by one perturbation, which later layers stretch by their Lipschitz constants."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.hybrid_steps_at_most_perturbations import (
    THEOREM,
    L,
    downstream_lipschitz,
    hybrid_step,
    layer,
    layer_perturbation,
    net,
)

t = sp.Symbol("t", nonnegative=True)
step, bound = hybrid_step(net, L, layer), downstream_lipschitz(net, L, layer) * layer_perturbation(net, L, layer)

PROOF = Proof(
    "hybrid_steps_at_most_perturbations",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(step, "<=", bound),
            cited(
                Source("rudin_1976", "Theorem 9.7"),
                "composition of Lipschitz maps: constants multiply, a matrix has its spectral norm",
            ),
        ),
        Step("sum", THEOREM.claim, lemma("termwise_sum", body=step, bound=bound, factor=1, index=layer), ["layer"]),
    ],
)
