"""Activations grow by no more than norms and biases allow, layer by layer."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.norms_at_most_radii import (
    THEOREM,
    L,
    activation_radius,
    bias_change,
    change_norm,
    downstream_lipschitz,
    layer,
    net,
    pruned_activation_norm,
)

t = sp.Symbol("t", nonnegative=True)
factor = downstream_lipschitz(net, L, layer)
small, large = pruned_activation_norm(net, L, layer - 1), activation_radius(net, L, layer - 1)

PROOF = Proof(
    "norms_at_most_radii",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(small, "<=", large),
            cited(
                Source("horn_johnson_2013", "section 5.6"),
                "spectral norm and triangle inequality: |phi(W x + b)| <= c (|W| |x| + |b|) + |phi(0)|",
            ),
        ),
        Step(
            "put_in",
            Relation(
                change_norm(net, L, layer) * small + bias_change(net, L, layer),
                "<=",
                change_norm(net, L, layer) * large + bias_change(net, L, layer),
            ),
            monotone(t, change_norm(net, L, layer) * t + bias_change(net, L, layer)),
            ["layer"],
        ),
        Step(
            "times",
            Relation(
                factor * (change_norm(net, L, layer) * small + bias_change(net, L, layer)),
                "<=",
                factor * (change_norm(net, L, layer) * large + bias_change(net, L, layer)),
            ),
            monotone(t, factor * t),
            ["put_in"],
        ),
        Step(
            "sum",
            THEOREM.claim,
            lemma(
                "termwise_sum",
                body=factor * (change_norm(net, L, layer) * small + bias_change(net, L, layer)),
                bound=factor * (change_norm(net, L, layer) * large + bias_change(net, L, layer)),
                factor=1,
                index=layer,
            ),
            ["times"],
        ),
    ],
)
