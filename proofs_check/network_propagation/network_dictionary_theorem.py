"""The ladder in L_2 of the sample, and the bound for every dictionary at the inputs of every neuron."""

import sympy as sp

from lqtheory import Integer, Proof, Step, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorems.network_propagation.network_dictionary_theorem import THEOREM, D, L, N, net, q
from lqtheory.theorems.network_propagation.network_dictionary_theorem import bound as indexed_bound
from lqtheory.theorems.network_propagation.network_dictionary_theorem import layer as index
from lqtheory.theorems.network_propagation.network_dictionary_theorem import neuron as inner
from lqtheory.theorems.network_propagation.network_dictionary_theorem import rate as indexed_rate

EXTRA = {"l": Integer(1, "L"), "i": Integer(1, "N"), "n": Integer(1), "theta": Vector("n"), "F": DICTIONARY}
layer, neuron, n, theta, F = D.extend(**EXTRA).symbols[-5:]
t = sp.Symbol("t", nonnegative=True)
here = {index: layer, inner: neuron}
count, rate, bound = (
    refit_quantity("neuron_count")(net, layer, neuron),
    indexed_rate.xreplace(here),
    indexed_bound.xreplace(here),
)
general = rate * lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
step = refit_quantity("neuron_step")(net, layer, neuron)
whole, after = refit_quantity("refit_step")(net, layer), refit_quantity("original_downstream")(net, layer)
squares, bounds = (sp.Sum(value**2, (neuron, 1, N)) for value in (step, bound))

PROOF = Proof(
    "network_dictionary_theorem",
    extra=EXTRA,
    steps=[
        Step(
            "dictionary",
            Relation(MEASURED["best_dictionary_error"].symbol(theta, F, count), "<=", general),
            apply("combined_bound_for_all_counts", {"m": count}),
        ),
        Step(
            "neuron",
            Relation(step, "<=", bound),
            lemma("neuron_is_an_expansion", net=net, layer=layer, i=neuron, bound=general, theta=theta, F=F),
            ["dictionary"],
        ),
        Step("square", Relation(step**2, "<=", bound**2), monotone(t, t**2), ["neuron"]),
        Step(
            "neurons",
            Relation(squares, "<=", bounds),
            lemma("termwise_sum", body=step**2, bound=bound**2, factor=1, index=neuron),
            ["square"],
        ),
        Step("root", Relation(sp.sqrt(squares), "<=", sp.sqrt(bounds)), monotone(t, sp.sqrt(t)), ["neurons"]),
        Step(
            "norm",
            Relation(whole, "=", sp.sqrt(squares)),
            lemma("squares_of_neurons", net=net, layer=layer, index=neuron),
        ),
        Step("layer", Relation(whole, "<=", sp.sqrt(bounds)), chain(), ["norm", "root"]),
        Step("times", Relation(after * whole, "<=", after * sp.sqrt(bounds)), monotone(t, after * t), ["layer"]),
        Step(
            "layers",
            Relation(sp.Sum(after * whole, (layer, 1, L)), "<=", sp.Sum(after * sp.sqrt(bounds), (layer, 1, L))),
            lemma("termwise_sum", body=after * whole, bound=after * sp.sqrt(bounds), factor=1, index=layer),
            ["times"],
        ),
        Step(
            "ladder",
            Relation(THEOREM.claim.then[0].lhs, "<=", sp.Sum(after * whole, (layer, 1, L))),
            apply("refitting_ladder"),
        ),
        Step("claim", THEOREM.claim, chain(), ["ladder", "layers"]),
    ],
)
