"""Optimal allocation under a budget of the whole network, with weights of layers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.magnitude import keep_globally
from lqtheory.errors import DomainError, RegistryError
from lqtheory.networks.views import LayerView
from lqtheory.quantities.arrays import check_real

__all__ = ["keep_allocated", "layer_factors"]


def keep_allocated(
    values: list[torch.Tensor],
    goal: Goal,
    layers: Sequence[LayerView],
    layer_weights: Mapping[str, float] | None = None,
) -> list[torch.Tensor]:
    """Masks that minimise Σ_l a_l Σ_i σ_{k_i}(w_i)_2² for the number of weights kept.

    The minimiser keeps the largest a_l^{1/2} |w_ij| of the whole network.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        Number kept, or the error Σ a_l σ² relative to Σ a_l ‖w‖², before squaring.
    layers : sequence of LayerView
        The layers.
    layer_weights : mapping of str to float, optional
        a_l by name of the weight; by default :func:`layer_factors` of the weights.

    Returns
    -------
    list of torch.Tensor of bool

    Raises
    ------
    RegistryError
        If a name is not that of a layer.
    DomainError, InputTypeError
        If a weight is not a positive number, or missing.

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> view = tensor_views({"a.weight": torch.tensor([[3.0, 1.0]]), "b.weight": torch.tensor([[2.0, 1.0]])})
    >>> masks = keep_allocated([v.matrix for v in view], Goal(kept=2), view.layers, {"a.weight": 1, "b.weight": 16})
    >>> [mask.tolist() for mask in masks]
    [[[False, False]], [[True, True]]]
    """
    factors = layer_factors(layers) if layer_weights is None else _checked(layers, layer_weights)
    scaled = [part.double() * factor for part, factor in zip(values, factors, strict=True)]
    return keep_globally(scaled, goal)


def layer_factors(layers: Sequence[LayerView]) -> list[float]:
    """Roots of the default weights of layers.

    a_l^{1/2} = 1/‖W_l‖_2: the product of the spectral norms of all other layers, up to a common factor, which is what
    an error in layer l is multiplied by in the product bound of a network.

    Parameters
    ----------
    layers : sequence of LayerView
        Layers; convolutions by the matrix whose rows are the filters.

    Returns
    -------
    list of float
        1 for a zero layer.

    References
    ----------
    Dossier lq.net.chain (B3), lq.alloc.exact.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> layer_factors(tensor_views({"a.weight": 4 * torch.eye(2)}).layers)
    [0.25]
    """
    norms = [float(torch.linalg.matrix_norm(layer.matrix.double(), ord=2)) for layer in layers]
    return [1.0 / norm if norm > 0 else 1.0 for norm in norms]


def _checked(layers: Sequence[LayerView], weights: Mapping[str, float]) -> list[float]:
    names = [layer.name for layer in layers]
    for name in weights:
        if name not in names:
            raise RegistryError(f"layer_weights names {name!r} (compression); there are {', '.join(names)}")
    factors: list[float] = []
    for name in names:
        value = weights.get(name)
        if value is None:
            raise DomainError(f"layer_weights lacks {name!r} (compression); give a positive number for every layer")
        factors.append(
            math.sqrt(check_real(value, f"layer_weights[{name!r}]", "compression", 0.0, math.inf, "neither"))
        )
    return factors
