"""The weights of a network, layer by layer, as matrices and vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from lqtheory.errors import DataError, InputTypeError

__all__ = ["LayerView", "NetworkView", "Skipped", "tensor_views"]

_KIND_OF_MODULE = {torch.nn.Linear: "linear", torch.nn.Conv1d: "conv1d", torch.nn.Conv2d: "conv2d"}
_KIND_OF_DIMENSION = {2: "linear", 3: "conv1d", 4: "conv2d"}


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

    Examples
    --------
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


def tensor_views(model: torch.nn.Module | Mapping[str, torch.Tensor]) -> NetworkView:
    """Views of every linear and convolutional layer of a network or a state dict.

    Parameters
    ----------
    model : torch.nn.Module or mapping of str to torch.Tensor
        A network, or its state dict. Convolutions appear as the matrix whose rows are the filters.

    Returns
    -------
    NetworkView
        Layers, and every other parameter with the reason why it was left out.

    Raises
    ------
    InputTypeError
        If ``model`` is neither.
    DataError
        If it has no linear or convolutional layer at all.

    Notes
    -----
    Nothing is copied. Of a parametrised or pruned layer the effective weights are seen. Weights shared by several
    modules appear once. A state dict does not say what its tensors are for: every tensor called ``weight`` with two,
    three or four axes is taken for the weights of a linear layer, a 1-d or a 2-d convolution.

    Examples
    --------
    >>> view = tensor_views({"fc.weight": torch.ones(3, 4), "fc.bias": torch.zeros(3)})
    >>> [(layer.name, layer.kind, layer.n, layer.bias is not None) for layer in view]
    [('fc.weight', 'linear', 12, True)]
    """
    if isinstance(model, torch.nn.Module):
        found = list(_of_module(model, "", {}))
    elif isinstance(model, Mapping) and all(isinstance(value, torch.Tensor) for value in model.values()):
        found = list(_of_state_dict(model))
    else:
        raise InputTypeError(
            f"expected a torch.nn.Module or a state dict, got {type(model).__name__} (tensor_views); read files with "
            "lqtheory.networks.read_state_dict"
        )
    layers = tuple(item for item in found if isinstance(item, LayerView))
    skipped = tuple(item for item in found if isinstance(item, Skipped))
    if not layers:
        raise DataError(
            f"the network has no linear or convolutional layer with weights (tensor_views); {len(skipped)} other "
            "parameters were seen"
        )
    return NetworkView(layers, skipped)


def _of_module(
    module: torch.nn.Module, path: str, seen: dict[tuple[int, ...], torch.Tensor]
) -> Iterator[LayerView | Skipped]:
    """Depth first; a layer's own children (parametrisations) are not entered."""
    prefix = f"{path}." if path else ""
    kind = next((kind for cls, kind in _KIND_OF_MODULE.items() if isinstance(module, cls)), None)
    if kind is not None:
        yield _layer(f"{prefix}weight", kind, module.weight, module.bias, path, seen)
        return
    for name, parameter in module.named_parameters(recurse=False):
        yield _skipped(prefix + name, parameter, f"belongs to a {type(module).__name__}, no linear map of its input")
    for name, child in module.named_children():
        yield from _of_module(child, prefix + name, seen)


def _of_state_dict(tensors: Mapping[str, torch.Tensor]) -> Iterator[LayerView | Skipped]:
    used: set[str] = set()
    seen: dict[tuple[int, ...], torch.Tensor] = {}
    for name, tensor in tensors.items():
        path, _, last = name.rpartition(".")
        prefix = f"{path}." if path else ""
        if last not in ("weight", "weight_orig") or tensor.ndim not in _KIND_OF_DIMENSION:
            continue
        used |= {name, f"{prefix}bias", f"{prefix}weight_mask"}
        mask = tensors.get(f"{prefix}weight_mask") if last == "weight_orig" else None
        weight = tensor if mask is None else tensor * mask
        bias = tensors.get(f"{prefix}bias")
        yield _layer(f"{prefix}weight", _KIND_OF_DIMENSION[tensor.ndim], weight, bias, path, seen)
    for name, tensor in tensors.items():
        if name not in used:
            yield _skipped(name, tensor, "is not called weight, or has not two, three or four axes")


def _layer(
    name: str, kind: str, weight: Any, bias: Any, path: str, seen: dict[tuple[int, ...], torch.Tensor]
) -> LayerView | Skipped:
    if torch.nn.parameter.is_lazy(weight):
        return Skipped(name, "has no shape yet: run the network once on a batch", 0)
    if weight.layout is not torch.strided or weight.device.type == "meta" or not weight.is_floating_point():
        return _skipped(name, weight, f"is not a dense tensor of real floats ({weight.dtype}, {weight.device.type})")
    if weight.numel() == 0:
        return _skipped(name, weight, "is empty")
    place = (weight.data_ptr(), *weight.shape)
    if place in seen:
        return _skipped(name, weight, "is shared with a layer already listed")
    seen[place] = weight  # kept, so that its memory is not given to another tensor meanwhile
    detached = weight.detach()
    matrix = detached.reshape(detached.shape[0], -1)
    return LayerView(name, kind, matrix, None if bias is None else bias.detach(), tuple(detached.shape), path)


def _skipped(name: str, tensor: torch.Tensor, reason: str) -> Skipped:
    if torch.nn.parameter.is_lazy(tensor):
        return Skipped(name, "has no shape yet: run the network once on a batch", 0)
    return Skipped(name, reason, tensor.numel())
