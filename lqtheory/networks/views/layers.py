"""The weights of a network, layer by layer, as matrices and vectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

__all__ = ["LayerView", "NetworkView", "Skipped", "layer_view", "skipped_tensor"]

#: Weights that :meth:`LayerView.pieces` hands out at a time: 4 MB of float32.
PIECE = 1 << 20


@dataclass(frozen=True, eq=False)
class LayerView:
    """The weights of one layer.

    Parameters
    ----------
    name : str
        Name of the weight tensor, e.g. ``"features.0.weight"``.
    kind : {"linear", "conv1d", "conv2d"}
        Kind of layer.
    matrix : torch.Tensor, shape (out, in * kernel)
        One row per neuron or filter; a view of the weights where their layout allows one.
    bias : torch.Tensor or None, shape (out,)
        Biases.
    shape : tuple of int
        Shape of the weight tensor itself.
    path : str
        Path of the module, empty for the network itself.
    transposed : bool
        Whether the weight tensor is stored the other way round, in x out, as the ``Conv1D`` of transformers does.

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> layer = tensor_views(torch.nn.Conv2d(3, 8, 5)).layers[0]
    >>> tuple(layer.matrix.shape), layer.n
    ((8, 75), 600)
    """

    name: str
    kind: str
    matrix: torch.Tensor
    bias: torch.Tensor | None
    shape: tuple[int, ...]
    path: str
    transposed: bool = False

    @property
    def n(self) -> int:
        """Number of weights, biases not counted."""
        return self.matrix.numel()

    @property
    def vector(self) -> torch.Tensor:
        """All weights as one vector, shape (n,)."""
        return self.matrix.reshape(-1)

    def neurons(self) -> Iterator[torch.Tensor]:
        """Incoming weights of each neuron or filter, vectors of shape (in * kernel,)."""
        return iter(self.matrix)

    def array(self) -> np.ndarray:
        """The matrix in NumPy.

        Returns
        -------
        array of float64, shape (out, in * kernel)
            A copy; widening is exact.
        """
        return self.matrix.to(device="cpu", dtype=torch.float64).numpy().copy()

    def pieces(self) -> Iterator[np.ndarray]:
        """All weights in order of storage, a million at a time, so that memory does not grow with the layer.

        Yields
        ------
        array of float32 or float64, shape (at most 2^20,)
            Float64 where the weights are; narrower types are widened exactly to float32. Valid until the next one is
            asked for.
        """
        stored = (self.matrix.t() if self.transposed else self.matrix).reshape(-1)
        wide = stored.dtype if stored.dtype == torch.float64 else torch.float32
        buffer = torch.empty(min(PIECE, stored.numel()), dtype=wide)
        for start in range(0, stored.numel(), PIECE):
            piece = stored[start : start + PIECE]
            yield buffer[: piece.numel()].copy_(piece).numpy()


@dataclass(frozen=True)
class Skipped:
    """A parameter or tensor that is not seen as a matrix, and why.

    Parameters
    ----------
    name : str
        Name of the parameter.
    reason : str
        Why it is left out.
    n : int
        Number of its entries.
    """

    name: str
    reason: str
    n: int


@dataclass(frozen=True, eq=False)
class NetworkView:
    """All layers of a network, and what was left out; iterating goes over the layers.

    Parameters
    ----------
    layers : tuple of LayerView
        In the order in which the network declares them.
    skipped : tuple of Skipped
        Parameters that belong to no layer listed (of normalisations, embeddings, attention, ...).

    Examples
    --------
    >>> from lqtheory.networks import tensor_views
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3))
    >>> view = tensor_views(net)
    >>> [layer.name for layer in view], [s.name for s in view.skipped]
    (['0.weight'], ['1.weight', '1.bias'])
    """

    layers: tuple[LayerView, ...]
    skipped: tuple[Skipped, ...]

    def __iter__(self) -> Iterator[LayerView]:
        return iter(self.layers)

    def __len__(self) -> int:
        return len(self.layers)


def layer_view(
    name: str,
    kind: str,
    weight: Any,
    bias: Any,
    path: str,
    seen: dict[tuple[Any, ...], torch.Tensor],
    transposed: bool = False,
    place: tuple[Any, ...] | None = None,
) -> LayerView | Skipped:
    """A weight tensor as a layer, or why it is none.

    Parameters
    ----------
    name, kind, path : str
        As in :class:`LayerView`.
    weight : torch.Tensor
        The weight as it is stored.
    bias : torch.Tensor or None
        Biases.
    seen : dict
        Weights listed so far by their place in memory; this one is added.
    transposed : bool
        Whether the weight is stored in x out.
    place : tuple, optional
        What identifies the weight, where it has no lasting place in memory.

    Returns
    -------
    LayerView or Skipped
    """
    if torch.nn.parameter.is_lazy(weight):
        return Skipped(name, "has no shape yet: run the network once on a batch", 0)
    if weight.layout is not torch.strided or weight.device.type == "meta" or not weight.is_floating_point():
        kind_of = f"{weight.dtype}, {weight.device.type}"
        return skipped_tensor(name, weight, f"is not a dense tensor of real floats ({kind_of}); convert it first")
    if weight.numel() == 0:
        return skipped_tensor(name, weight, "is empty")
    key = place or (weight.data_ptr(), *weight.shape)
    if key in seen:
        return skipped_tensor(name, weight, "is shared with a layer already listed")
    # The tensor is kept, so that its memory is not given to another meanwhile; a file has places of its own.
    seen[key] = weight if place is None else weight.new_empty(0)
    detached = weight.detach()
    matrix = detached.t() if transposed else detached.reshape(detached.shape[0], -1)
    return LayerView(
        name, kind, matrix, None if bias is None else bias.detach(), tuple(detached.shape), path, transposed
    )


def skipped_tensor(name: str, tensor: torch.Tensor, reason: str) -> Skipped:
    """A tensor that is left out.

    Parameters
    ----------
    name : str
        Its name.
    tensor : torch.Tensor
        The tensor.
    reason : str
        Why, unless it has no shape yet.

    Returns
    -------
    Skipped
    """
    if torch.nn.parameter.is_lazy(tensor):
        return Skipped(name, "has no shape yet: run the network once on a batch", 0)
    return Skipped(name, reason, tensor.numel())
