"""The ladder for the largest neuron, and the bound for every dictionary at the inputs of every neuron."""

import sympy as sp

from lqtheory import Integer, Proof, Step, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.expressions import MaxOver
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorems.network_propagation.network_dictionary_theorem import bound as indexed_bound
from lqtheory.theorems.network_propagation.network_dictionary_theorem import layer as index
from lqtheory.theorems.network_propagation.network_dictionary_theorem import neuron as inner
from lqtheory.theorems.network_propagation.network_dictionary_theorem import rate as indexed_rate
from lqtheory.theorems.network_propagation.network_dictionary_theorem_by_neurons import THEOREM, D, L, N, net

EXTRA = {"l": Integer(1, "L"), "i": Integer(1, "N"), "n": Integer(1), "theta": Vector("n"), "F": DICTIONARY}
layer, neuron, n, theta, F = D.extend(**EXTRA).symbols[-5:]
q = D.symbol("q")
t = sp.Symbol("t", nonnegative=True)
here = {index: layer, inner: neuron}
count, rate, bound = (
    refit_quantity("neuron_count")(net, layer, neuron),
    indexed_rate.xreplace(here),
    indexed_bound.xreplace(here),
)
general = rate * lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
step, after = refit_quantity("neuron_step")(net, layer, neuron), refit_quantity("row_downstream")(net, layer)
each, largest = (MaxOver(value, neuron, 1, N) for value in (step, bound))

PROOF = Proof(
    "network_dictionary_theorem_by_neurons",
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
        Step("member", Relation(bound, "<=", largest), lemma("max_member", maximum=largest, at=neuron)),
        Step("below", Relation(step, "<=", largest), chain(), ["neuron", "member"]),
        Step(
            "layer",
            Relation(each, "<=", largest),
            lemma("max_least", body=step, index=neuron, bound=largest),
            ["below"],
        ),
        Step("times", Relation(after * each, "<=", after * largest), monotone(t, after * t), ["layer"]),
        Step(
            "layers",
            Relation(sp.Sum(after * each, (layer, 1, L)), "<=", sp.Sum(after * largest, (layer, 1, L))),
            lemma("termwise_sum", body=after * each, bound=after * largest, factor=1, index=layer),
            ["times"],
        ),
        Step(
            "ladder",
            Relation(THEOREM.claim.then[0].lhs, "<=", sp.Sum(after * each, (layer, 1, L))),
            apply("refitting_ladder"),
        ),
        Step("claim", THEOREM.claim, chain(), ["ladder", "layers"]),
    ],
)
