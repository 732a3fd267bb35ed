"""Term by term, and a maximum is at least each of its members."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.network_propagation.neuron_masses_at_most_class_norm import (
    THEOREM,
    class_norm,
    largest,
    layer,
    net,
    neuron,
    norm,
    q,
)

t = sp.Symbol("t", nonnegative=True)
first, second = THEOREM.claim.then
left, right = (power_sum(refit_quantity(name)(net, layer, neuron), q) for name in ("neuron_masses", "neuron_weights"))

PROOF = Proof(
    "neuron_masses_at_most_class_norm",
    steps=[
        Step(
            "terms",
            Relation(left, "<=", largest**q * right),
            lemma("masses_below_weights", net=net, layer=layer, i=neuron, q=q),
        ),
        Step("first", first, monotone(t, t ** (1 / q)), ["terms"]),
        Step("member", Relation(norm(neuron), "<=", class_norm), lemma("max_member", maximum=class_norm, at=neuron)),
        Step("second", second, monotone(t, largest * t), ["member"]),
        Step("together", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
