"""What each layer contributes to the change of the output of a small network, exactly (dossier ``cert.telescoping``).

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take a network and are not offered by
``eval``. The change δ^l of layer l at the inputs of the compressed network is carried to the output by the original
weights and the secant slopes (φ(ẑ) - φ(z))/(ẑ - z) of the activations, 0 where nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import network_attribution as reference
from lqtheory.quantities.tiny_networks import TinyNetwork

__all__ = ["CARRIED_CHANGE", "LAYER_ATTRIBUTION", "secant_slopes"]

_ACTIVATE: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.25 * z),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def secant_slopes(before: np.ndarray, after: np.ndarray, f_before: np.ndarray, f_after: np.ndarray) -> np.ndarray:
    """Slopes of the secants of an activation, 0 where its argument does not change.

    Parameters
    ----------
    before, after : array
        Arguments.
    f_before, f_after : array
        Values there.

    Returns
    -------
    array
        (f_after - f_before)/(after - before).

    Examples
    --------
    >>> secant_slopes(np.array([-1.0, 2.0]), np.array([1.0, 2.0]), np.array([0.0, 2.0]), np.array([1.0, 2.0])).tolist()
    [0.5, 0.0]
    """
    change = after - before
    return np.divide(f_after - f_before, change, out=np.zeros_like(change), where=change != 0)


def _walk(net: TinyNetwork) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """For each layer the error before its activation, the part it adds itself, and the slopes of its activation."""
    x, y = net.x, net.x
    errors, parts, slopes = [], [], []
    for layer, (w, b, v, c) in enumerate(
        zip(net.weights, net.biases, net.pruned_weights, net.pruned_biases, strict=True)
    ):
        z, t = w @ x + b, v @ y + c
        errors.append(t - z)
        parts.append((v - w) @ y + (c - b))
        if layer < len(net.activations):
            activate = _ACTIVATE[net.activations[layer]]
            x, y = activate(z), activate(t)
            slopes.append(secant_slopes(z, t, x, y))
    return errors, parts, slopes


def _carried(net: TinyNetwork, L: int, layer: int, j: int, own: bool) -> float:
    n = min(max(L, 1), len(net.weights))
    if layer < 1 or (own and layer > n):
        return 0.0
    errors, parts, slopes = _walk(net)
    start = min(layer, n)
    vector = parts[start - 1] if own else errors[start - 1]
    for later in range(start, n):
        vector = net.weights[later] @ (slopes[later - 1] * vector)
    return float(vector[j - 1]) if j <= len(vector) else 0.0


def _quantity(name: str, own: bool, latex: str) -> Quantity:
    return Quantity(
        name,
        ("net", "L", "l", "j"),
        lambda net, L, layer, j: _carried(net, L, layer, j, own),
        lambda net, L, layer, j: reference.ball_carried(net, L, layer, j, own),
        latex,
        "cert.telescoping",
        integer_arguments=("L", "l", "j"),
    )


#: What layer l changes, carried to output j; 0 for layers that are not there.
LAYER_ATTRIBUTION = _quantity("layer_attribution", True, r"(M_{{{l}}}\delta^{{{l}}})_{{{j}}}({net})")
#: The whole error before the activation of layer l, carried to output j; 0 for l = 0.
CARRIED_CHANGE = _quantity("carried_change", False, r"(M_{{{l}}}e^{{{l}}})_{{{j}}}({net})")
