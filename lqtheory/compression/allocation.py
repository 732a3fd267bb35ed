"""Optimal allocation under a budget of the whole network, with weights of layers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.magnitude import keep_globally
from lqtheory.compression.ordered import Ordered
from lqtheory.compression.report import row_blocks
from lqtheory.compression.selection import largest
from lqtheory.compression.shared_budgets import SharedBudgets, step_of
from lqtheory.errors import DomainError, InputTypeError, RegistryError
from lqtheory.networks.views import LayerView
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.keep_counts import KEEP_TOLERANCE

__all__ = ["inverse_norm", "keep_allocated", "keep_allocated_to_layers", "layer_counts", "layer_factors"]

#: Matrices with more rows and columns get their spectral norms by so many power iterations at most.
_SMALL, _ITERATIONS = 300, 300


def keep_allocated(
    values: list[torch.Tensor],
    goal: Goal,
    layers: Sequence[LayerView],
    layer_weights: Mapping[str, float] | None = None,
    weighting: str = "magnitude",
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
        a_l by name of the weight; by default the squares of :func:`layer_factors`.
    weighting : str
        What the values are, for the default.

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
    factors = layer_factors(layers, weighting) if layer_weights is None else _checked(layers, layer_weights)
    scaled = [part.double() * factor for part, factor in zip(values, factors, strict=True)]
    return keep_globally(scaled, goal)


def keep_allocated_to_layers(
    values: list[torch.Tensor],
    goal: Goal,
    layers: Sequence[LayerView],
    layer_weights: Mapping[str, float] | None = None,
    weighting: str = "magnitude",
) -> list[torch.Tensor]:
    """Masks that minimise Σ_l a_l^{1/2} (Σ_i σ_{k_i}(w_i)_2²)^{1/2}, the sum of layer errors of a telescoping bound.

    Parameters
    ----------
    values, layers, layer_weights, weighting : list, sequence, mapping, str
        As in :func:`keep_allocated`.
    goal : Goal
        Number kept, or the sum of layer errors relative to the one when nothing is kept, Σ a_l^{1/2} ‖w_l‖_2: the least
        number kept whose allocation stays at or below it.

    Returns
    -------
    list of torch.Tensor of bool

    Raises
    ------
    DomainError, RegistryError, InputTypeError
        As :func:`keep_allocated`.

    Notes
    -----
    Dynamic programming over layers in steps of 1/2000 of the weights; what a step leaves over goes where one more
    weight gains most. A tolerance is the exact inverse of that allocation, found among all budgets.

    References
    ----------
    Dossier lq.alloc.sumnorm, lq.net.chain.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> view = tensor_views({"a.weight": torch.tensor([[3.0, 4.0]]), "b.weight": torch.tensor([[4.0, 4.0]])})
    >>> weights = {v.name: 1 for v in view}
    >>> masks = keep_allocated_to_layers([v.matrix for v in view], Goal(kept=2), view.layers, weights)
    >>> [mask.tolist() for mask in masks]
    [[[False, False]], [[True, True]]]
    >>> masks = keep_allocated_to_layers([v.matrix for v in view], Goal(tolerance=0.3), view.layers, weights)
    >>> [mask.tolist() for mask in masks]
    [[[False, True]], [[True, True]]]
    """
    factors = layer_factors(layers, weighting) if layer_weights is None else _checked(layers, layer_weights)
    plain = [_array(part) for part in values]
    step = step_of(sum(part.size for part in plain))
    counts = layer_counts([Ordered(partial(_only, part), part.size, step, part.size) for part in plain], factors, goal)
    return [largest([part], count)[0] for part, count in zip(values, counts, strict=True)]


def layer_counts(layers: Sequence[Ordered], factors: Sequence[float], goal: Goal) -> list[int]:
    """How many entries each layer keeps so that the weighted sum of layer errors is least.

    Parameters
    ----------
    layers : sequence of Ordered
        The layers, known at the steps of :func:`lqtheory.compression.shared_budgets.step_of`.
    factors : sequence of float
        a_l^{1/2}.
    goal : Goal
        As for :func:`keep_allocated_to_layers`.

    Returns
    -------
    list of int
    """
    shared = SharedBudgets(layers, factors, step_of(sum(layer.n for layer in layers)))
    kept = goal.kept
    if kept is None:
        assert goal.tolerance is not None
        kept = shared.least_budget(goal.tolerance * (1 + KEEP_TOLERANCE) * shared.error([0] * len(layers)))
    return shared.counts(kept)


def _array(part: torch.Tensor) -> np.ndarray:
    wide = torch.float64 if part.dtype == torch.float64 else torch.float32
    array: np.ndarray = part.detach().to(device="cpu", dtype=wide).contiguous().numpy()
    return array


def _only(part: np.ndarray) -> Iterator[np.ndarray]:
    return iter((part,))


def layer_factors(layers: Sequence[LayerView], weighting: str = "magnitude") -> list[float]:
    """Roots of the default weights of layers: what an error in layer l is multiplied by in the bounds of a network.

    For plain weights a_l^{1/2} = 1/‖W_l‖_2, the product of the spectral norms of all other layers up to a common
    factor; for |w| rms(h), which knows the layers before, Π_{m<=l} 1/‖W_m‖_2, the product of those after it; for
    values that know the layers after it, too, 1.

    Parameters
    ----------
    layers : sequence of LayerView
        Layers, in the order of computation; convolutions by the matrix whose rows are the filters.
    weighting : {"magnitude", "activation", "activation_jacobian", "obd"}
        What the values of the weights are.

    Returns
    -------
    list of float
        Zero layers count as layers of norm 1.

    References
    ----------
    Dossier lq.net.chain (B1, B3), lq.alloc.exact.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> view = tensor_views({"a.weight": 4 * torch.eye(2), "b.weight": 2 * torch.eye(2)})
    >>> layer_factors(view.layers), [round(f, 9) for f in layer_factors(view.layers, "activation")]
    ([0.25, 0.5], [0.25, 0.125])
    """
    if weighting not in ("magnitude", "activation"):
        return [1.0] * len(layers)
    inverse = [inverse_norm(layer.matrix) for layer in layers]
    if weighting == "magnitude":
        return inverse
    logarithms = np.cumsum(np.log(inverse))
    return [float(value) for value in np.exp(logarithms - logarithms[0]) * inverse[0]]


def inverse_norm(matrix: torch.Tensor) -> float:
    """1/‖W‖_2, some rows of the matrix at a time; 1 for a zero matrix.

    Parameters
    ----------
    matrix : torch.Tensor, shape (r, n)
        W, of any floating dtype.

    Returns
    -------
    float
        Exactly for small matrices, else by power iterations, which are good enough for weights of a sum.

    Examples
    --------
    >>> inverse_norm(4 * torch.eye(2)), inverse_norm(torch.zeros(2, 2))
    (0.25, 1.0)
    """
    norm = _norm_of_triangle(matrix) if min(matrix.shape) <= _SMALL else _norm_by_iterations(matrix)
    return 1.0 / norm if norm > 0 else 1.0


def _widened(block: torch.Tensor) -> torch.Tensor:
    """In float64 and row by row, however it is stored: sums do not depend on it."""
    return block.double().contiguous()


def _norm_of_triangle(matrix: torch.Tensor) -> float:
    """Of the triangular factor of all rows, made from some of them at a time."""
    tall = matrix if len(matrix) >= matrix.shape[1] else matrix.mT
    triangle = None
    for _, block in row_blocks(tall):
        part = _widened(block) if triangle is None else torch.cat([triangle, _widened(block)])
        triangle = part if len(part) == len(tall) else torch.linalg.qr(part, mode="r").R
    assert triangle is not None
    return float(torch.linalg.matrix_norm(triangle, ord=2))


def _norm_by_iterations(matrix: torch.Tensor) -> float:
    vector = torch.zeros(matrix.shape[1], dtype=torch.float64, device=matrix.device)
    for _, block in row_blocks(matrix):
        vector += _widened(block).abs().sum(dim=0)
    norm = 0.0
    for _ in range(_ITERATIONS):
        length = float(vector.norm())
        if length == 0.0:
            break
        vector = vector / length
        following, lengths = torch.zeros_like(vector), [0.0]
        for _, block in row_blocks(matrix):
            part = _widened(block)
            image = part @ vector
            lengths.append(float(image.norm()))
            following += part.mT @ image
        before, norm = norm, math.hypot(*lengths)
        if abs(norm - before) <= 1e-6 * norm:
            break
        vector = following
    return norm


def _checked(layers: Sequence[LayerView], weights: Mapping[str, float]) -> list[float]:
    names = [layer.name for layer in layers]
    if not isinstance(weights, Mapping):
        raise InputTypeError(
            f"layer_weights={weights!r} (compression); expected a mapping of names of weights to numbers"
        )
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
