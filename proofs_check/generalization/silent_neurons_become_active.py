"""Each of k neurons misleads with probability below delta/k."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.symbols import silent_neuron_bound
from lqtheory.theorems.generalization.silent_neurons_become_active import THEOREM, D

k, n, delta, _ = D.symbols
silent = 1 - silent_neuron_bound(k, n, delta)

PROOF = Proof(
    "silent_neurons_become_active",
    steps=[
        Step("all_inputs", Relation(k * silent**n, "=", delta), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IV.1 (Boole's inequality) and V.3 (independence)"),
                "a neuron that is active with probability above the bound is silent on n independent inputs with "
                "probability below the n-th power of one minus the bound; the probabilities of k events add up",
            ),
            ["all_inputs"],
        ),
    ],
)
