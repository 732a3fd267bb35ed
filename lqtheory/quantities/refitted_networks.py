"""Errors of networks whose neurons are re-fitted on few inputs (dossier ``lq.net.dict``).

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
Norms are in L_2 of the sample; the ball versions measure the same floating-point weights exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import refitted_networks as reference
from lqtheory.quantities.sampled_networks import SampledNetwork, activations_of, refitted_weights

__all__ = ["REFIT_QUANTITIES"]


def _mean_norm(values: np.ndarray) -> float:
    """Norm in L_2 of the sample of vectors, one for each row."""
    return float(np.linalg.norm(values)) / math.sqrt(len(values))


def _error(net: SampledNetwork, L: int, k: int) -> float:
    new = refitted_weights(net, L, k)
    n = len(new)
    return _mean_norm(activations_of(net, new, n) - activations_of(net, net.weights[:n], n))


def _inputs(net: SampledNetwork, L: int, layer: int, k: int) -> np.ndarray:
    return activations_of(net, refitted_weights(net, L, k), layer - 1)


def _step(net: SampledNetwork, L: int, layer: int, k: int) -> float:
    new = refitted_weights(net, L, k)
    if layer > len(new):
        return 0.0
    return _mean_norm(_inputs(net, L, layer, k) @ (new[layer - 1] - net.weights[layer - 1]).T)


def _mass(net: SampledNetwork, L: int, layer: int, k: int, q: float) -> float:
    if layer > len(refitted_weights(net, L, k)):
        return 0.0
    atoms = _inputs(net, L, layer, k)
    sizes = np.linalg.norm(atoms, axis=0) / math.sqrt(len(atoms))
    return math.sqrt(sum(float(lq_norm(row * sizes, q)) ** 2 for row in net.weights[layer - 1]))


def _downstream(net: SampledNetwork, L: int, layer: int) -> float:
    last = min(max(L, 1), len(net.weights))
    return math.prod(float(np.linalg.norm(w, 2)) for w in net.weights[layer:last])


def _quantity(name: str, letters: str, array: Callable[..., Any], latex: str) -> Quantity:
    return Quantity(
        name, ("net", "L", *letters), array, getattr(reference, f"ball_{name}"), latex, "lq.net.dict",
        sign="nonnegative", integer_arguments=("L", "l", "k"),
    )  # fmt: skip


#: Everything by name.
REFIT_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("refitted_error", "k", _error, r"\|\hat f_{{{k}}}-f\|_{{L_2}}({net})"),
        _quantity("refit_step", "lk", _step, r"\|(\hat W^{{{l}}}-W^{{{l}}})\hat x^{{{l}-1}}\|_{{L_2}}({net},{k})"),
        _quantity("refit_mass", "lkq", _mass, r"\|v^{{{l}}}\|_{{2,{q}}}({net},{k})"),
        _quantity("original_downstream", "l", _downstream, r"\Lambda_{{{l}}}({net})"),
    )
}
