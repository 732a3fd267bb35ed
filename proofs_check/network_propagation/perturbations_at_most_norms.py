"""The norm of a matrix, layer by layer."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.perturbations_at_most_norms import (
    THEOREM,
    L,
    bias_change,
    change_norm,
    downstream_lipschitz,
    layer,
    layer_perturbation,
    net,
    pruned_activation_norm,
)

t = sp.Symbol("t", nonnegative=True)
factor = downstream_lipschitz(net, L, layer)
small, large = (
    layer_perturbation(net, L, layer),
    change_norm(net, L, layer) * pruned_activation_norm(net, L, layer - 1) + bias_change(net, L, layer),
)

PROOF = Proof(
    "perturbations_at_most_norms",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(Source("horn_johnson_2013", "section 5.6"), "spectral norm: |E x + b| <= |E| |x| + |b|"),
        ),
        Step("times", Relation(factor * small, "<=", factor * large), monotone(t, factor * t), ["layer"]),
        Step(
            "sum",
            THEOREM.claim,
            lemma("termwise_sum", body=factor * (small), bound=factor * (large), factor=1, index=layer),
            ["times"],
        ),
    ],
)
