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
                Source("lqtheory_dossier", "lq.net.chain"),
                "theorems error_at_most_hybrid_steps and hybrid_steps_at_most_perturbations, added up by Minkowski",
            ),
        ),
        Step(
            "neurons",
            Relation(step, "<=", bound),
            cited(Source("lqtheory_dossier", "lq.dict.combined"), "theorem combined_dictionary_bound for every neuron"),
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
