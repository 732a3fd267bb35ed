"""Sequential parts of a network as chains of linear maps with activations between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from lqtheory.errors import InputTypeError
from lqtheory.networks.views.layers import LayerView
from lqtheory.networks.views.listing import tensor_views
from lqtheory.networks.views.sequence import is_sequence

__all__ = ["Chain", "chain_views"]

_ACTIVATION_OF = {
    torch.nn.ReLU: "relu",
    torch.nn.LeakyReLU: "leaky_relu",
    torch.nn.ELU: "elu",
    torch.nn.GELU: "gelu",
    torch.nn.SiLU: "silu",
    torch.nn.Mish: "mish",
    torch.nn.Softplus: "softplus",
    torch.nn.Tanh: "tanh",
    torch.nn.Sigmoid: "sigmoid",
    torch.nn.Hardtanh: "hardtanh",
}
#: Modules that leave a vector as it is once training is over.
_TRANSPARENT = (torch.nn.Identity, torch.nn.Flatten, torch.nn.Dropout)


@dataclass(frozen=True, eq=False)
class Chain:
    """Linear layers applied one after the other, each followed by an activation or none.

    Parameters
    ----------
    layers : tuple of LayerView
        Linear layers; the outputs of each are the inputs of the next.
    activations : tuple of str
        For each layer the activation after it: ``"relu"``, ..., or ``"identity"``.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    >>> (chain,) = chain_views(net)
    >>> chain.widths, chain.activations
    ((4, 3, 2), ('relu', 'identity'))
    """

    layers: tuple[LayerView, ...]
    activations: tuple[str, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Number of inputs, then the number of outputs of each layer."""
        return (int(self.layers[0].matrix.shape[1]), *(int(layer.matrix.shape[0]) for layer in self.layers))

    def matrices(self) -> list[np.ndarray]:
        """The weight matrices in NumPy.

        Returns
        -------
        list of arrays of float64, shapes (widths[i + 1], widths[i])
            In the order in which they are applied.
        """
        return [layer.array() for layer in self.layers]


def chain_views(model: torch.nn.Module) -> list[Chain]:
    """The longest chains of linear layers in the sequential parts of a network.

    Parameters
    ----------
    model : torch.nn.Module
        A network. Only within ``torch.nn.Sequential`` is the order of modules the order of computation; sequential
        parts inside one another are joined.

    Returns
    -------
    list of Chain
        Each with at least one layer. Convolutions, normalisations, pooling and modules unknown here end a chain;
        flattening and dropout do not.

    Raises
    ------
    InputTypeError
        If ``model`` is not a module.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3), torch.nn.Linear(3, 2))
    >>> [chain.widths for chain in chain_views(net)]
    [(4, 3), (3, 2)]
    """
    if not isinstance(model, torch.nn.Module):
        raise InputTypeError(f"expected a torch.nn.Module, got {type(model).__name__} (chain_views)")
    return list(_chains(model, ""))


def _chains(module: torch.nn.Module, path: str) -> Iterator[Chain]:
    prefix = f"{path}." if path else ""
    if not is_sequence(module):
        for name, child in module.named_children():
            yield from _chains(child, prefix + name)
        return
    layers: list[LayerView] = []
    activations: list[str] = []

    def ended() -> Iterator[Chain]:
        if layers:
            yield Chain(tuple(layers), tuple(activations))
        layers.clear()
        activations.clear()

    for name, part in _flat(module, prefix):
        activation = _ACTIVATION_OF.get(type(part))
        if isinstance(part, torch.nn.Linear):
            (layer,) = tensor_views({"weight": part.weight, **({} if part.bias is None else {"bias": part.bias})})
            if layers and layers[-1].matrix.shape[0] != layer.matrix.shape[1]:
                yield from ended()
            layers.append(LayerView(f"{name}.weight", layer.kind, layer.matrix, layer.bias, layer.shape, name))
            activations.append("identity")
        elif activation is not None and layers and activations[-1] == "identity":
            activations[-1] = activation
        elif not isinstance(part, _TRANSPARENT):
            yield from ended()
            yield from _chains(part, name)
    yield from ended()


def _flat(module: torch.nn.Sequential, prefix: str) -> Iterator[tuple[str, torch.nn.Module]]:
    for name, part in module._modules.items():  # named_children() would leave out the second use of a module
        if part is not None and is_sequence(part):
            yield from _flat(part, f"{prefix}{name}.")
        elif part is not None:
            yield prefix + name, part
