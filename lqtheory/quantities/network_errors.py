"""How pruning errors propagate through a small network: everything the network theorems speak of, layer by layer.

These quantities take a :class:`lqtheory.quantities.tiny_networks.TinyNetwork`, which no command line can type, so they
stand in ``NETWORK_QUANTITIES`` and not among those that ``eval`` offers. They speak of the network that consists of the
first L layers of net (all, if there are fewer), whose layers are counted by l = 1, ..., L; what a layer adds that is
not there is 0. Large networks are certified by :mod:`lqtheory.compression.certificates`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import network_errors as reference
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.tiny_networks import TinyNetwork
from lqtheory.quantities.worst_case import worst_case

__all__ = ["NETWORK_QUANTITIES", "network_quantity"]

_CONSTANT = {"relu": 1.0, "leaky_relu": 1.0, "tanh": 1.0, "sigmoid": 0.25}
_ACTIVATE: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.25 * z),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def _cut(net: TinyNetwork, L: int) -> TinyNetwork:
    """The network that consists of the first L layers, or of all if there are fewer; no activation after the last."""
    n = min(max(L, 1), len(net.weights))
    layers = (part[:n] for part in (net.weights, net.biases, net.pruned_weights, net.pruned_biases))
    weights, biases, pruned, moved = layers
    return TinyNetwork(weights, biases, pruned, moved, net.activations[: n - 1], net.keep[:n], net.x)


def _entry(outputs: np.ndarray, j: int) -> float:
    """The j-th output, 0 if there are fewer."""
    return float(outputs[j - 1]) if j <= len(outputs) else 0.0


def _forward(net: TinyNetwork, n_pruned: int) -> list[np.ndarray]:
    """Activations x^0, ..., x^(L-1) and the output of the hybrid whose first layers are pruned."""
    states = [net.x]
    for layer, (w, b, v, c) in enumerate(
        zip(net.weights, net.biases, net.pruned_weights, net.pruned_biases, strict=True), start=1
    ):
        z = v @ states[-1] + c if layer <= n_pruned else w @ states[-1] + b
        states.append(_ACTIVATE[net.activations[layer - 1]](z) if layer <= len(net.activations) else z)
    return states


def _layer(net: TinyNetwork, layer: int) -> int:
    if not 1 <= layer <= len(net.weights):
        raise DomainError(f"l={layer} is outside {{1,…,L}} with L={len(net.weights)} (network quantities)")
    return layer - 1


def _change(net: TinyNetwork, layer: int) -> tuple[np.ndarray, np.ndarray]:
    i = _layer(net, layer)
    return net.pruned_weights[i] - net.weights[i], net.pruned_biases[i] - net.biases[i]


def _distance(a: list[np.ndarray], b: list[np.ndarray]) -> float:
    """Euclidean distance of two outputs."""
    return float(np.linalg.norm(a[-1] - b[-1]))


def _swapped(net: TinyNetwork) -> TinyNetwork:
    """Original and pruned network in each other's place."""
    return TinyNetwork(net.pruned_weights, net.pruned_biases, net.weights, net.biases, net.activations, net.keep, net.x)


def _excess(net: TinyNetwork, layer: int) -> float:
    """Largest |x̃_i − x_i| − δ_i after a layer, and at least 0."""
    last = min(layer, len(net.weights))
    change = np.abs(_forward(net, len(net.weights))[last] - _forward(net, 0)[last])
    return max(0.0, float(np.max(change - _entry_errors(net, last))))


def _constant(net: TinyNetwork, layer: int) -> float:
    """Lipschitz constant of the activation after a layer, 1 after the last."""
    return _CONSTANT[net.activations[layer - 1]] if layer <= len(net.activations) else 1.0


def _downstream(net: TinyNetwork, layer: int, norm: Callable[[np.ndarray], Any], pruned: bool = False) -> float:
    _layer(net, layer)
    matrices = net.pruned_weights if pruned else net.weights
    return math.prod(_constant(net, j) * float(norm(matrices[j])) for j in range(layer, len(matrices)))


def _radius(net: TinyNetwork, layer: int, norm: Callable[[np.ndarray], Any]) -> float:
    """The radius R_l for l = 0, ..., L - 1."""
    radius = float(np.linalg.norm(net.x))
    for i in range(layer):
        w, b = net.pruned_weights[i], net.pruned_biases[i]
        zero = 0.5 * math.sqrt(len(b)) if net.activations[i] == "sigmoid" else 0.0
        radius = _constant(net, i + 1) * (float(norm(w)) * radius + float(np.linalg.norm(b))) + zero
    return radius


def _class_change(net: TinyNetwork, layer: int, q: float, closed: bool) -> float:
    i = _layer(net, layer)
    total = 0.0
    for row, k in zip(net.weights[i], net.keep[i], strict=True):
        rate = 1.0 if k == 0 else (stechkin_bound(k, q, 2.0) if closed else float(worst_case(k, len(row), q, 2.0)))
        total += (rate * float(lq_norm(row, q))) ** 2
    return math.sqrt(total)


def _weight_row(net: TinyNetwork, layer: int, i: int) -> np.ndarray:
    """The i-th row of a layer before pruning; a zero if there are fewer."""
    rows = net.weights[_layer(net, layer)]
    return rows[i - 1] if i <= len(rows) else np.zeros(1)


def _kept_count(net: TinyNetwork, layer: int, i: int) -> int:
    counts = net.keep[_layer(net, layer)]
    return counts[i - 1] if i <= len(counts) else 0


def _entry_errors(net: TinyNetwork, last: int) -> np.ndarray:
    """δ^l, all entries, after the last of the layers counted."""
    states, error = _forward(net, len(net.weights)), np.zeros_like(net.x)
    for layer in range(1, min(last, len(net.weights)) + 1):
        change, moved = _change(net, layer)
        carried = np.abs(net.weights[layer - 1]) @ error
        error = _constant(net, layer) * (carried + np.abs(change @ states[layer - 1] + moved))
    return error


def _row(net: TinyNetwork, last: int) -> float:
    """The row bound after the last of the layers counted."""
    states, error = _forward(net, len(net.weights)), 0.0
    for layer, w in enumerate(net.weights[:last], start=1):
        change, moved = _change(net, layer)
        largest = float(np.abs(change @ states[layer - 1] + moved).max())
        error = _constant(net, layer) * (float(np.abs(w).sum(1).max()) * error + largest)
    return error


def _output_change(net: TinyNetwork, j: int) -> float:
    return _entry(_forward(net, len(net.weights))[-1], j) - _entry(_forward(net, 0)[-1], j)


def _perturbation(net: TinyNetwork, layer: int, pruned: bool) -> float:
    change, moved = _change(net, layer)
    return float(np.linalg.norm(change @ _forward(net, len(net.weights) if pruned else 0)[layer - 1] + moved))


def _product(net: TinyNetwork) -> float:
    """The telescoped product form, Σ_l (∏_{j>l} a_j) e_l ∏_{j<l} (a_j + e_j) ‖x‖."""
    before, both = 0.0, 1.0
    for w, v in zip(net.weights, net.pruned_weights, strict=True):
        a, e = _spectral(w), _spectral(v - w)
        before, both = before * a + e * both, both * (a + e)
    return before * float(np.linalg.norm(net.x))


def _mixed(net: TinyNetwork, layer: int) -> float:
    """‖x‖ times a_j + e_j up to a layer, a_j after it."""
    pairs = [(_spectral(w), _spectral(v - w)) for w, v in zip(net.weights, net.pruned_weights, strict=True)]
    return float(np.linalg.norm(net.x)) * math.prod(a + e if i < layer else a for i, (a, e) in enumerate(pairs))


def _spectral(w: np.ndarray) -> float:
    return float(np.linalg.norm(w, 2))


#: Steps of hybrids are 0 beyond the last layer by themselves.
_CLAMPED = ("hybrid", "mirrored_step", "mirrored_distance", "entrywise", "mixed")
#: What is 1 beyond the last layer: constants of empty products, and the length of a row that is a single zero.
_ONE = ("downstream", "pruned_downstream", "pruned_count")


def _quantity(
    name: str, letters: str, array: Callable[..., Any], latex: str, sign: str = "nonnegative", **declared: Any
) -> Quantity:
    first = "l" in letters and name in ("pruned_activation_norm", "activation_radius", "activation_radius_frobenius")
    beyond: float | None = (
        None if not letters.startswith("l") or name.startswith(_CLAMPED) else float(name.startswith(_ONE))
    )
    ball = getattr(reference, f"ball_{name}")

    def of_first_layers(cut: Callable[[Any, int], Any], function: Callable[..., Any]) -> Callable[..., Any]:
        def value(net: Any, L: int, *rest: Any) -> Any:
            short = cut(net, L)
            if beyond is not None and rest[0] > len(short.weights) - first:
                none = 0 * short.x[0] + beyond
                return [none] if declared.get("vector") else none
            return function(short, *rest)

        return value

    return Quantity(
        name,
        ("net", "L", *letters),
        of_first_layers(_cut, array),
        of_first_layers(reference.cut, ball),
        latex,
        "lq.net.chain",
        sign=sign,
        integer_arguments=("L", "l", "i", "j"),
        **declared,
    )


#: Everything by name.
NETWORK_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "output_error",
            "",
            lambda net: float(np.linalg.norm(_forward(net, len(net.weights))[-1] - _forward(net, 0)[-1])),
            r"\|\tilde f-f\|_2({net})",
        ),
        _quantity("output_change", "j", _output_change, r"(\tilde f-f)_{{{j}}}({net})", "real"),
        _quantity(
            "hybrid_output",
            "lj",
            lambda net, layer, j: _entry(_forward(net, layer)[-1], j),
            r"(F_{{{l}}})_{{{j}}}({net})",
            "real",
        ),
        _quantity(
            "hybrid_step",
            "l",
            lambda net, layer: _distance(_forward(net, layer), _forward(net, layer - 1)),
            r"\|F_{{{l}}}-F_{{{l}-1}}\|_2({net})",
        ),
        _quantity(
            "hybrid_distance",
            "l",
            lambda net, layer: _distance(_forward(net, layer), _forward(net, 0)),
            r"\|F_{{{l}}}-F_0\|_2({net})",
        ),
        _quantity(
            "mirrored_step",
            "l",
            lambda net, layer: _distance(_forward(_swapped(net), layer), _forward(_swapped(net), layer - 1)),
            r"\|G_{{{l}}}-G_{{{l}-1}}\|_2({net})",
        ),
        _quantity(
            "mirrored_distance",
            "l",
            lambda net, layer: _distance(_forward(_swapped(net), layer), _forward(_swapped(net), 0)),
            r"\|G_{{{l}}}-G_0\|_2({net})",
        ),
        _quantity("entrywise_excess", "l", _excess, r"\max_i(|\tilde x_i-x_i|-\delta_i)_+^{{{l}}}({net})", "real"),
        _quantity(
            "downstream_lipschitz",
            "l",
            lambda net, layer: _downstream(net, layer, _spectral),
            r"\Lambda_{{{l}}}({net})",
        ),
        _quantity(
            "pruned_downstream_lipschitz",
            "l",
            lambda net, layer: _downstream(net, layer, _spectral, pruned=True),
            r"\tilde\Lambda_{{{l}}}({net})",
        ),
        _quantity(
            "downstream_frobenius",
            "l",
            lambda net, layer: _downstream(net, layer, np.linalg.norm),
            r"\Lambda^F_{{{l}}}({net})",
        ),
        _quantity(
            "layer_perturbation",
            "l",
            lambda net, layer: _perturbation(net, layer, pruned=True),
            r"\|E^{{{l}}}\tilde x^{{{l}-1}}+\Delta b^{{{l}}}\|_2({net})",
        ),
        _quantity(
            "mirrored_perturbation",
            "l",
            lambda net, layer: _perturbation(net, layer, pruned=False),
            r"\|E^{{{l}}}x^{{{l}-1}}+\Delta b^{{{l}}}\|_2({net})",
        ),
        _quantity("change_norm", "l", lambda net, layer: _spectral(_change(net, layer)[0]), r"\|E^{{{l}}}\|({net})"),
        _quantity(
            "change_frobenius",
            "l",
            lambda net, layer: float(np.linalg.norm(_change(net, layer)[0])),
            r"\|E^{{{l}}}\|_F({net})",
        ),
        _quantity(
            "bias_change",
            "l",
            lambda net, layer: float(np.linalg.norm(_change(net, layer)[1])),
            r"\|\Delta b^{{{l}}}\|_2({net})",
        ),
        _quantity(
            "pruned_activation_norm",
            "l",
            lambda net, layer: float(np.linalg.norm(_forward(net, len(net.weights))[layer])),
            r"\|\tilde x^{{{l}}}\|_2({net})",
        ),
        _quantity("activation_radius", "l", lambda net, layer: _radius(net, layer, _spectral), r"R_{{{l}}}({net})"),
        _quantity(
            "activation_radius_frobenius",
            "l",
            lambda net, layer: _radius(net, layer, np.linalg.norm),
            r"R^F_{{{l}}}({net})",
        ),
        _quantity("weight_row", "li", _weight_row, r"w^{{{l}}}_{{{i}}}({net})", "real", vector=True),
        _quantity("kept_count", "li", _kept_count, r"k^{{{l}}}_{{{i}}}({net})", integer=True),
        _quantity(
            "pruned_count",
            "li",
            lambda net, layer, i: len(_weight_row(net, layer, i)) - _kept_count(net, layer, i),
            r"(d-k_{{{i}}})^{{{l}}}({net})",
            integer=True,
        ),
        _quantity(
            "class_change",
            "lq",
            lambda net, layer, q: _class_change(net, layer, q, closed=False),
            r"\|E^{{{l}}}\|_{{W,{q}}}({net})",
        ),
        _quantity(
            "stechkin_change",
            "lq",
            lambda net, layer, q: _class_change(net, layer, q, closed=True),
            r"\|E^{{{l}}}\|_{{C,{q}}}({net})",
        ),
        _quantity(
            "entrywise_error",
            "j",
            lambda net, j: _entry(_entry_errors(net, len(net.weights)), j),
            r"\delta^L_{{{j}}}({net})",
        ),
        _quantity("row_error", "", lambda net: _row(net, len(net.weights)), r"\rho_L({net})"),
        _quantity("mixed_product", "l", _mixed, r"\Pi_{{{l}}}({net})"),
        _quantity(
            "entrywise_over_row",
            "l",
            lambda net, layer: float(np.max(_entry_errors(net, layer))) - _row(net, layer),
            r"(\max_i\delta_i-\rho)^{{{l}}}({net})",
            "real",
        ),
        _quantity("product_error", "", _product, r"\Pi({net})"),
    )
}


def network_quantity(name: str) -> Any:
    """The SymPy head of a quantity of small networks, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``NETWORK_QUANTITIES``.

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
    >>> str(network_quantity("hybrid_step"))
    'hybrid_step'
    """
    if name not in NETWORK_QUANTITIES:
        raise DomainError(f"there is no network quantity {name!r}; there are {', '.join(NETWORK_QUANTITIES)}")
    return NETWORK_QUANTITIES[name].symbol
