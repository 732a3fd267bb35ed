"""Linear layers that store their weights in x out, as transformers do, seen as ordinary ones and put back."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.records import Compressed
from lqtheory.networks.views import is_transposed_linear, tensor_views

__all__ = ["linear_of", "put_back", "transposed_names", "with_linear_layers"]


def transposed_names(network: Any) -> tuple[str, ...]:
    """Names of the weights that are stored in x out.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A network or its state dict.

    Returns
    -------
    tuple of str
        Empty for what is neither.

    Examples
    --------
    >>> transposed_names({"fc.weight": torch.ones(2, 3), "fc.bias": torch.zeros(3)})
    ('fc.weight',)
    """
    if isinstance(network, torch.nn.Module):
        found = [path for path, module in network.named_modules() if is_transposed_linear(module)]
        return tuple(f"{path}.weight" if path else "weight" for path in found)
    if isinstance(network, Mapping) and all(isinstance(value, torch.Tensor) for value in network.values()):
        if any(name.rpartition(".")[2] == "weight" and value.ndim == 2 for name, value in network.items()):
            return tuple(layer.name for layer in tensor_views(network) if layer.transposed)
    return ()


def with_linear_layers(network: Any) -> tuple[Any, tuple[str, ...]]:
    """A network in which every layer stores its weight out x in.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A network, not changed.

    Returns
    -------
    network : torch.nn.Module or dict of str to torch.Tensor
        A copy with ``torch.nn.Linear`` in the places of the others; the network itself if there are none.
    names : tuple of str
        Weights that were turned.

    Examples
    --------
    >>> plain, names = with_linear_layers({"fc.weight": torch.ones(2, 3), "fc.bias": torch.zeros(3)})
    >>> tuple(plain["fc.weight"].shape), names
    ((3, 2), ('fc.weight',))
    """
    names = transposed_names(network)
    if not names:
        return network, ()
    if not isinstance(network, torch.nn.Module):
        return {key: value.t().contiguous() if key in names else value for key, value in network.items()}, names
    copied = copy.deepcopy(network)
    for name in names:
        copied = _exchanged(copied, name, linear_of(_module(copied, name)))
    return copied, names


def put_back(result: Compressed, original: Any, names: tuple[str, ...]) -> Compressed:
    """A result whose weights and masks are stored as those of the original.

    Parameters
    ----------
    result : Compressed
        Of the network that :func:`with_linear_layers` gave.
    original : torch.nn.Module or mapping of str to torch.Tensor
        The caller's network.
    names : tuple of str
        Weights that were turned.

    Returns
    -------
    Compressed
        Layers that were factored stay two linear ones.
    """
    if not names:
        return result
    masks = {name: mask.t().contiguous() if name in names else mask for name, mask in result.masks.items()}
    networks = [_turned_back(network, original, names) for network in (result.network, result.same_shape)]
    return dataclasses.replace(result, network=networks[0], masks=masks, same_shape=networks[1])


def _turned_back(network: Any, original: Any, names: tuple[str, ...]) -> Any:
    if not isinstance(network, torch.nn.Module):
        if network is None:
            return None
        return {key: value.t().contiguous() if key in names else value for key, value in network.items()}
    for name in names:
        module = _module(network, name)
        if isinstance(module, torch.nn.Linear):
            network = _exchanged(network, name, _like(_module(original, name), module))
    return network


def _module(network: torch.nn.Module, name: str) -> torch.nn.Module:
    return network.get_submodule(name.rpartition(".")[0])


def _exchanged(network: torch.nn.Module, name: str, new: torch.nn.Module) -> torch.nn.Module:
    """The network with another module wherever the one of a weight is used."""
    old = _module(network, name)
    if old is network:
        return new
    for parent in list(network.modules()):
        for child in [key for key, value in parent._modules.items() if value is old]:
            setattr(parent, child, new)
    return network


def linear_of(module: Any) -> torch.nn.Linear:
    """An ordinary linear layer with the weights of one that stores them in x out.

    Parameters
    ----------
    module : torch.nn.Module
        The layer.

    Returns
    -------
    torch.nn.Linear
        With copies of its weights and biases.
    """
    weight, bias = module.weight.detach(), getattr(module, "bias", None)
    linear = torch.nn.Linear(
        weight.shape[0], weight.shape[1], bias=bias is not None, device=weight.device, dtype=weight.dtype
    )
    linear.weight = torch.nn.Parameter(weight.t().contiguous(), module.weight.requires_grad)
    if bias is not None:
        linear.bias = torch.nn.Parameter(bias.detach().clone(), bias.requires_grad)
    return linear.train(module.training)


def _like(original: Any, linear: torch.nn.Linear) -> Any:
    """A module of the original kind with the weights of a linear layer."""
    module = copy.deepcopy(original)
    module.weight = torch.nn.Parameter(linear.weight.detach().t().contiguous(), linear.weight.requires_grad)
    if linear.bias is not None:
        module.bias = torch.nn.Parameter(linear.bias.detach().clone(), linear.bias.requires_grad)
    module.nf = linear.out_features
    if hasattr(module, "nx"):
        module.nx = linear.in_features
    return module.train(linear.training)
