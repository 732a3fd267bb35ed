"""Foundation lemmas on networks whose neurons are re-fitted: norms in L_2 of a sample (:mod:`lqtheory.checks.lemmas`).

Triangle inequality, Lipschitz maps and products; and that a neuron is an expansion in the dictionary of its inputs, so
that what holds of all expansions holds of it. They carry the reconstruction of the paper's network theorem.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import size_of
from lqtheory.dictionaries.contributions import REFITTED_CHANGE
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.domain import Domain, Matrix, Vector
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.quantities.matrix_rows import NEURON_SCORES
from lqtheory.quantities.refitted_networks import refit_quantity as _r
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.relations import Relation

__all__: list[str] = []


def _layer(name: str, domain: Domain, net: Any, layer: Any, first: int = 1) -> tuple[sp.Expr, list[Relation]]:
    """The layer as an integer, and that it is in range."""
    if domain.parameters.get(str(net)) != SAMPLED or domain.symbol(str(net)) != net:
        raise DomainError(f"{net} is not a network with a sample of the proof ({name})")
    layer = sp.sympify(layer)
    if not layer.is_integer:
        raise DomainError(f"{layer} is not known to be an integer ({name})")
    return layer, [_at_most(first, layer), _at_most(layer, domain.symbol("L"))]


def _index(name: str, domain: Domain, index: Any) -> sp.Symbol:
    """A bound index of neurons, which is not a variable of the proof with another meaning."""
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol ({name})")
    if str(index) in ("L", "N", "net"):
        raise DomainError(f"the index is called like the parameter {index} ({name})")
    return index


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 24 (Minkowski), with the norm of a linear map",
    "In L_2 of a sample a layer adds what re-fitting it changes: |z~ - z| <= |W| |x~ - x| + |(W~ - W) x~|; for the "
    "largest neuron the norm of W is its largest row sum.",
)
def _error_before_activation(domain: Domain, net: Any, layer: Any, index: Any = None) -> Application:
    layer, premises = _layer("error_before_activation", domain, net, layer)
    if index is None:
        carried = _r("layer_norm")(net, layer) * _r("activation_error")(net, layer - 1)
        bound = carried + _r("refit_step")(net, layer)
        return Application(tuple(premises), _at_most(_r("preactivation_error")(net, layer), bound))
    index = _index("error_before_activation", domain, index)
    steps = MaxOver(_r("neuron_step")(net, layer, index), index, 1, domain.symbol("N"))
    bound = _r("layer_row_norm")(net, layer) * _r("largest_activation_error")(net, layer - 1) + steps
    return Application(tuple(premises), _at_most(_r("largest_preactivation_error")(net, layer), bound))


@_lemma(
    "rudin_1976",
    "definition of a Lipschitz map",
    "An activation with constant c, neuron by neuron: |x~ - x| <= c |z~ - z|; the inputs are the same.",
)
def _error_behind_activation(domain: Domain, net: Any, layer: Any, largest: bool) -> Application:
    layer, premises = _layer("error_behind_activation", domain, net, layer, 0)
    word = "largest_" if largest else ""
    bound = _r("activation_constant")(net, layer) * _r(f"{word}preactivation_error")(net, layer)
    return Application(tuple(premises), _at_most(_r(f"{word}activation_error")(net, layer), bound))


@_lemma("rudin_1976", "definition of a composition", "Both networks have the same inputs: no error before layer 1.")
def _same_inputs(domain: Domain, net: Any, largest: bool) -> Application:
    _layer("same_inputs", domain, net, 0, 0)
    return Application((), Relation(_r(f"{'largest_' if largest else ''}preactivation_error")(net, 0), "=", 0))


@_lemma(
    "rudin_1976",
    "definition of a finite product",
    "The product of c_(j-1) |W^j| over the layers after l - 1 has one factor more than that after l; after all of them "
    "it is 1.",
)
def _later_constants(domain: Domain, net: Any, row: bool, layer: Any = None) -> Application:
    names = ("row_downstream", "layer_row_norm") if row else ("original_downstream", "layer_norm")
    later, norm = (_r(name) for name in names)
    at, premises = _layer("later_constants", domain, net, 1 if layer is None else layer)
    if layer is None:
        return Application((), Relation(later(net, domain.symbol("L")), "=", 1))
    product = _r("activation_constant")(net, at - 1) * norm(net, at) * later(net, at)
    return Application(tuple(premises), Relation(later(net, at - 1), "=", product))


@_lemma(
    "rudin_1976",
    "definition of the Euclidean norm",
    "The square of the change of a layer in L_2 of a sample is the sum of those of its neurons.",
)
def _squares_of_neurons(domain: Domain, net: Any, layer: Any, index: Any) -> Application:
    layer, premises = _layer("squares_of_neurons", domain, net, layer)
    index = _index("squares_of_neurons", domain, index)
    squares = sp.Sum(_r("neuron_step")(net, layer, index) ** 2, (index, 1, domain.symbol("N")))
    return Application(tuple(premises), Relation(_r("refit_step")(net, layer), "=", sp.sqrt(squares)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Masses |w_j| |x_j| are at most the weights times the largest |x_j|: sum v_j^q <= (max |x_j|)^q sum |w_j|^q.",
)
def _masses_below_weights(domain: Domain, net: Any, layer: Any, i: Any, q: Any) -> Application:
    layer, premises = _layer("masses_below_weights", domain, net, layer)
    i, q = sp.sympify(i), sp.sympify(q)
    if not i.is_integer or not q.is_real:
        raise DomainError(f"{i} is not known to be an integer, or {q} to be real (masses_below_weights)")
    masses, weights = (_q("power_sum")(_r(name)(net, layer, i), q) for name in ("neuron_masses", "neuron_weights"))
    premises += [_at_most(1, i), _at_most(i, domain.symbol("N")), _less(0, q)]
    return Application(tuple(premises), _at_most(masses, _r("largest_input")(net, layer) ** q * weights))


@_lemma(
    "rudin_1987",
    "section 4.1 (Hilbert spaces)",
    "A neuron is an expansion in the dictionary of its inputs in L_2 of the sample, re-fitting takes the best of k: "
    "what bounds the best error by the masses, for every dictionary and all coefficients, bounds its change.",
)
def _neuron_is_an_expansion(
    domain: Domain, net: Any, layer: Any, i: Any, bound: Any, theta: Any, F: Any
) -> Application:
    """``bound`` depends on theta and F, variables of the proof, by their masses alone."""
    name = "neuron_is_an_expansion"
    layer, premises = _layer(name, domain, net, layer)
    i, n = sp.sympify(i), size_of(theta, domain)
    if not i.is_integer:
        raise DomainError(f"{i} is not known to be an integer ({name})")
    masses, count = _all_dictionaries(name, domain, theta, F), _r("neuron_count")(net, layer, i)
    replaced = sp.sympify(bound).xreplace({masses: _r("neuron_masses")(net, layer, i)})
    if replaced.has(theta, F, n):
        raise DomainError(f"{bound} depends on {theta} or {F} by more than the masses ({name})")
    general = _at_most(MEASURED["best_dictionary_error"].symbol(theta, F, count), bound)
    premises += [_at_most(1, i), _at_most(i, domain.symbol("N")), general]
    return Application(tuple(premises), _at_most(_r("neuron_step")(net, layer, i), replaced), (n, theta, F))


@_lemma(
    "rudin_1987",
    "section 4.1 (Hilbert spaces)",
    "What neurons give the next layer, W_:j x_j, are atoms in L_2 of the sample, with coefficients 1 and the scores of "
    "the neurons as masses: what bounds the best error by the masses, for every dictionary, bounds their change.",
)
def _neurons_are_atoms(domain: Domain, W: Any, X: Any, k: Any, bound: Any, theta: Any, F: Any) -> Application:
    """``bound`` depends on theta and F, variables of the proof, by their masses alone."""
    name = "neurons_are_atoms"
    k, masses, n = sp.sympify(k), _all_dictionaries(name, domain, theta, F), size_of(theta, domain)
    found = [domain.parameters.get(str(table)) for table in (W, X)]
    columns = [str(table.cols) for table in found if isinstance(table, Matrix)]
    if len(columns) != 2 or columns[0] != columns[1]:
        raise DomainError(f"{W} and {X} are not matrices of the proof with a column for each neuron ({name})")
    replaced = sp.sympify(bound).xreplace({masses: NEURON_SCORES.symbol(W, X)})
    if replaced.has(theta, F, n):
        raise DomainError(f"{bound} depends on {theta} or {F} by more than the masses ({name})")
    general = _at_most(MEASURED["best_dictionary_error"].symbol(theta, F, k), bound)
    conclusion = _at_most(REFITTED_CHANGE.symbol(W, X, k), replaced)
    return Application((_at_most(1, k), general), conclusion, (n, theta, F))


def _all_dictionaries(name: str, domain: Domain, theta: Any, F: Any) -> sp.Expr:
    """The masses of an expansion that stands for all of them, in all dictionaries."""
    n = size_of(theta, domain)
    if domain.parameters.get(str(F)) != DICTIONARY or domain.symbol(str(F)) != F or n != domain.symbol("n"):
        raise DomainError(f"{F} is not a dictionary of the proof for {theta} ({name})")
    ends = (domain.bound("n", "low"), domain.bound("n", "high"))
    if domain.parameters.get(str(theta)) != Vector("n") or ends != (1, sp.oo):
        raise DomainError(f"{theta} does not stand for all vectors of all sizes ({name})")
    return MEASURED["atom_masses"].symbol(theta, F)
