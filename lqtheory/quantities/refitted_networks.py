"""Errors of networks whose neurons are re-fitted on few inputs (dossier ``lq.net.dict``).

They are what the dossier's reconstruction of the paper's network theorem speaks of; of the paper the abstract was read.

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
Layers are counted by l = 1, ..., L, their neurons by i = 1, ..., N; what belongs to a neuron that is not there is 0.
Norms are in L_2 of the sample; the ball versions measure the same floating-point weights exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import refitted_networks as reference
from lqtheory.quantities.sampled_networks import CONSTANTS, SampledNetwork, activations_of, refitted_weights

__all__ = ["REFIT_QUANTITIES", "refit_quantity"]


def _lengths(values: np.ndarray) -> np.ndarray:
    """Norm in L_2 of the sample of every column."""
    return np.linalg.norm(values, axis=0) / math.sqrt(len(values))


def _checked(net: SampledNetwork, layer: int, least: int = 1) -> int:
    if not least <= layer <= len(net.weights):
        raise DomainError(f"l={layer} is outside {{{least},…,L}} with L={len(net.weights)} (re-fitted networks)")
    return layer


def _gaps(net: SampledNetwork, layer: int, before: bool) -> np.ndarray:
    """Distances of every neuron of a layer from the original one; of the inputs for 0."""
    _checked(net, layer, 0)
    new = activations_of(net, refitted_weights(net), layer, before=before)
    old = activations_of(net, net.weights, layer, before=before)
    return _unless_rounding(_lengths(new - old), _lengths(new) + _lengths(old))


def _inputs(net: SampledNetwork, layer: int) -> np.ndarray:
    """What the neurons of a layer of the re-fitted network see."""
    return activations_of(net, refitted_weights(net), _checked(net, layer) - 1, before=False)


def _steps(net: SampledNetwork, layer: int) -> np.ndarray:
    """What re-fitting changes in every neuron of a layer."""
    new, old = refitted_weights(net)[_checked(net, layer) - 1], net.weights[layer - 1]
    inputs = _inputs(net, layer)
    return _unless_rounding(_lengths(inputs @ (new - old).T), _lengths(inputs @ new.T) + _lengths(inputs @ old.T))


def _unless_rounding(changes: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The changes, or 0 where they are no larger than the rounding of what is subtracted."""
    return np.where(changes <= 1e-14 * sizes.max(), 0.0, changes)


def _preactivation_error(net: SampledNetwork, layer: int) -> float:
    return float(np.linalg.norm(_gaps(net, layer, True)))


def _activation_error(net: SampledNetwork, layer: int) -> float:
    return float(np.linalg.norm(_gaps(net, layer, False)))


def _largest_preactivation_error(net: SampledNetwork, layer: int) -> float:
    return float(_gaps(net, layer, True).max())


def _largest_activation_error(net: SampledNetwork, layer: int) -> float:
    return float(_gaps(net, layer, False).max())


def _activation_constant(net: SampledNetwork, layer: int) -> float:
    """Lipschitz constant of the activation after a layer; 1 for the inputs and after the last one."""
    return CONSTANTS[net.activations[layer - 1]] if 1 <= _checked(net, layer, 0) < len(net.weights) else 1.0


def _layer_norm(net: SampledNetwork, layer: int) -> float:
    return float(np.linalg.norm(net.weights[_checked(net, layer) - 1], 2))


def _layer_row_norm(net: SampledNetwork, layer: int) -> float:
    return float(np.abs(net.weights[_checked(net, layer) - 1]).sum(1).max())


def _original_downstream(net: SampledNetwork, layer: int) -> float:
    last = len(net.weights)
    return math.prod(_activation_constant(net, j - 1) * _layer_norm(net, j) for j in range(layer + 1, last + 1))


def _row_downstream(net: SampledNetwork, layer: int) -> float:
    last = len(net.weights)
    return math.prod(_activation_constant(net, j - 1) * _layer_row_norm(net, j) for j in range(layer + 1, last + 1))


def _refit_step(net: SampledNetwork, layer: int) -> float:
    return float(np.linalg.norm(_steps(net, layer)))


def _neuron_step(net: SampledNetwork, layer: int, i: int) -> float:
    steps = _steps(net, layer)
    return float(steps[i - 1]) if i <= len(steps) else 0.0


def _neuron_masses(net: SampledNetwork, layer: int, i: int) -> np.ndarray:
    """Masses |w_ij| ‖x̂_j‖ of the terms of a neuron; a zero if it is not there."""
    weight = net.weights[_checked(net, layer) - 1]
    return np.abs(weight[i - 1]) * _lengths(_inputs(net, layer)) if i <= len(weight) else np.zeros(1)


def _neuron_weights(net: SampledNetwork, layer: int, i: int) -> np.ndarray:
    weight = net.weights[_checked(net, layer) - 1]
    return weight[i - 1] if i <= len(weight) else np.zeros(1)


def _largest_input(net: SampledNetwork, layer: int) -> float:
    return float(_lengths(_inputs(net, layer)).max())


def _neuron_count(net: SampledNetwork, layer: int, i: int) -> int:
    counts = net.keep[_checked(net, layer) - 1]
    return counts[i - 1] if i <= len(counts) else 1


def _quantity(function: Callable[..., Any], letters: str, latex: str, **declared: Any) -> Quantity:
    name = function.__name__.lstrip("_")
    declared.setdefault("sign", "nonnegative")
    return Quantity(
        name, ("net", *letters), function, getattr(reference, f"ball_{name}"), latex, "lq.net.dict",
        integer_arguments=("l", "i"), **declared,
    )  # fmt: skip


#: Everything by name.
REFIT_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(_preactivation_error, "l", r"\|\hat z^{{{l}}}-z^{{{l}}}\|_{{L_2}}({net})"),
        _quantity(_activation_error, "l", r"\|\hat x^{{{l}}}-x^{{{l}}}\|_{{L_2}}({net})"),
        _quantity(_largest_preactivation_error, "l", r"\max_i\|(\hat z^{{{l}}}-z^{{{l}}})_i\|_{{L_2}}({net})"),
        _quantity(_largest_activation_error, "l", r"\max_i\|(\hat x^{{{l}}}-x^{{{l}}})_i\|_{{L_2}}({net})"),
        _quantity(_activation_constant, "l", r"c_{{{l}}}({net})"),
        _quantity(_layer_norm, "l", r"\|W^{{{l}}}\|({net})"),
        _quantity(_layer_row_norm, "l", r"\|W^{{{l}}}\|_\infty({net})"),
        _quantity(_original_downstream, "l", r"\Lambda_{{{l}}}({net})"),
        _quantity(_row_downstream, "l", r"\Lambda^\infty_{{{l}}}({net})"),
        _quantity(_refit_step, "l", r"\|(\hat W^{{{l}}}-W^{{{l}}})\hat x^{{{l}-1}}\|_{{L_2}}({net})"),
        _quantity(_neuron_step, "li", r"\|(\hat w^{{{l}}}_{{{i}}}-w^{{{l}}}_{{{i}}})\hat x^{{{l}-1}}\|_{{L_2}}({net})"),
        _quantity(_neuron_masses, "li", r"v^{{{l}}}_{{{i}}}({net})", vector=True),
        _quantity(_neuron_weights, "li", r"w^{{{l}}}_{{{i}}}({net})", vector=True, sign="real"),
        _quantity(_largest_input, "l", r"\max_j\|\hat x^{{{l}-1}}_j\|_{{L_2}}({net})"),
        _quantity(_neuron_count, "li", r"k_{{{l},{i}}}({net})", sign="positive", integer=True),
    )
}


def refit_quantity(name: str) -> Any:
    """The SymPy head of a quantity of re-fitted networks, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``REFIT_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(refit_quantity("refit_step"))
    'refit_step'
    """
    if name not in REFIT_QUANTITIES:
        names = ", ".join(REFIT_QUANTITIES)
        raise DomainError(f"there is no quantity {name!r} of re-fitted networks; there are {names}")
    return REFIT_QUANTITIES[name].symbol
