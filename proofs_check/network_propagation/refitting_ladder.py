"""Errors before the activations times the constants after them grow, layer by layer, by what re-fitting changes."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.refitting_ladder import THEOREM, D, L, net, neuron, terms
from lqtheory.theorems.network_propagation.refitting_ladder import layer as index

(layer,) = D.extend(l=Integer(1, "L")).symbols[-1:]
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
constant = refit_quantity("activation_constant")(net, layer - 1)


def ladder(word, largest):
    """Steps of one of the two norms; their labels begin with a word."""
    prefix = "largest_" if largest else ""
    before, behind = (refit_quantity(f"{prefix}{name}_error") for name in ("preactivation", "activation"))
    later = refit_quantity("row_downstream" if largest else "original_downstream")
    norm = refit_quantity("layer_row_norm" if largest else "layer_norm")(net, layer)
    term = terms[largest].xreplace({index: layer})
    step = term / later(net, layer)
    scaled = lambda at: later(net, at) * before(net, at)  # noqa: E731
    grown, ends = scaled(layer) - scaled(layer - 1), scaled(L) - scaled(0)
    moved = later(net, layer) * norm * constant * before(net, layer - 1)
    total = sp.Sum(term, (layer, 1, L))
    of_neurons = {"index": neuron} if largest else {}
    return [
        Step(
            f"{word}layer",
            Relation(before(net, layer), "<=", norm * behind(net, layer - 1) + step),
            lemma("error_before_activation", net=net, layer=layer, **of_neurons),
        ),
        Step(
            f"{word}activation",
            Relation(behind(net, layer - 1), "<=", constant * before(net, layer - 1)),
            lemma("error_behind_activation", net=net, layer=layer - 1, largest=largest),
        ),
        Step(
            f"{word}put_in",
            Relation(norm * behind(net, layer - 1) + step, "<=", norm * constant * before(net, layer - 1) + step),
            monotone(t, norm * t + step),
            [f"{word}activation"],
        ),
        Step(
            f"{word}step",
            Relation(before(net, layer), "<=", norm * constant * before(net, layer - 1) + step),
            chain(),
            [f"{word}layer", f"{word}put_in"],
        ),
        Step(
            f"{word}times",
            Relation(scaled(layer), "<=", moved + term),
            monotone(t, later(net, layer) * t),
            [f"{word}step"],
        ),
        Step(
            f"{word}products",
            Relation(later(net, layer - 1), "=", constant * norm * later(net, layer)),
            lemma("later_constants", net=net, row=largest, layer=layer),
        ),
        Step(
            f"{word}one_less",
            Relation(scaled(layer - 1), "=", moved),
            monotone(t, t * before(net, layer - 1)),
            [f"{word}products"],
        ),
        Step(
            f"{word}same",
            Relation(scaled(layer - 1) + term, "=", moved + term),
            monotone(v, v + term),
            [f"{word}one_less"],
        ),
        Step(
            f"{word}bounded",
            Relation(scaled(layer), "<=", scaled(layer - 1) + term),
            chain(),
            [f"{word}times", f"{word}same"],
        ),
        Step(f"{word}grown", Relation(grown, "<=", term), monotone(v, v - scaled(layer - 1)), [f"{word}bounded"]),
        Step(
            f"{word}summed",
            Relation(sp.Sum(grown, (layer, 1, L)), "<=", total),
            lemma("termwise_sum", body=grown, bound=term, factor=1, index=layer),
            [f"{word}grown"],
        ),
        Step(
            f"{word}telescope",
            Relation(sp.Sum(grown, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-scaled(layer - 1), index=layer),
        ),
        Step(f"{word}ends", Relation(ends, "<=", total), chain(), [f"{word}telescope", f"{word}summed"]),
        Step(f"{word}none", Relation(before(net, 0), "=", 0), lemma("same_inputs", net=net, largest=largest)),
        Step(f"{word}begin", Relation(scaled(0), "=", 0), monotone(t, later(net, 0) * t), [f"{word}none"]),
        Step(f"{word}all", Relation(scaled(L), "<=", total + scaled(0)), monotone(v, v + scaled(0)), [f"{word}ends"]),
        Step(f"{word}start", Relation(total + scaled(0), "=", total), monotone(v, v + total), [f"{word}begin"]),
        Step(f"{word}last", Relation(later(net, L), "=", 1), lemma("later_constants", net=net, row=largest)),
        Step(f"{word}end", Relation(scaled(L), "=", before(net, L)), monotone(t, t * before(net, L)), [f"{word}last"]),
        Step(
            f"{word}error", Relation(before(net, L), "<=", total), chain(), [f"{word}end", f"{word}all", f"{word}start"]
        ),
    ]


PROOF = Proof(
    "refitting_ladder",
    extra={"l": Integer(1, "L")},
    steps=[
        *ladder("", False),
        *ladder("max_", True),
        Step("together", THEOREM.claim, chain(), ["error", "max_error"]),
    ],
)
