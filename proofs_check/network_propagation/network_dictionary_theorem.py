"""The ladder's B1 in L_2 of the sample, and the combined dictionary bound for every neuron."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.network_dictionary_theorem import (
    THEOREM,
    L,
    downstream,
    k,
    layer,
    net,
    q,
    rate,
    refit_mass,
    refit_step,
    refitted_error,
)

t = sp.Symbol("t", nonnegative=True)
factor = downstream(net, L, layer)
step, bound = refit_step(net, L, layer, k), rate * refit_mass(net, L, layer, k, q)

PROOF = Proof(
    "network_dictionary_theorem",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "ladder",
            Relation(refitted_error(net, L, k), "<=", sp.Sum(factor * step, (layer, 1, L))),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "the norms of the changes of an input, each at most Lambda_l times that of its layer "
                "(error_at_most_hybrid_steps, hybrid_steps_at_most_perturbations), are added up in L_2 of the sample",
            ),
        ),
        Step(
            "neurons",
            Relation(step, "<=", bound),
            cited(
                Source("rudin_1987", "section 4.1 (Hilbert spaces)"),
                "definition: the squares of both are the sums over the neurons of the squares of the error in L_2 of "
                "the sample, which the k terms of combined_dictionary_bound leave of its inputs, and of its bound",
            ),
        ),
        Step("times", Relation(factor * step, "<=", factor * bound), monotone(t, factor * t), ["neurons"]),
        Step(
            "layers",
            Relation(sp.Sum(factor * step, (layer, 1, L)), "<=", sp.Sum(factor * bound, (layer, 1, L))),
            lemma("termwise_sum", body=factor * step, bound=factor * bound, factor=1, index=layer),
            ["times"],
        ),
        Step("claim", THEOREM.claim, chain(), ["ladder", "layers"]),
    ],
)
