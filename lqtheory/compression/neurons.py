"""Removing neurons from a network: masked first, then made smaller."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import torch

from lqtheory.compression.pairs import Pair

__all__ = ["mask_neurons", "remove_neurons", "resized"]


def mask_neurons(
    network: torch.nn.Module,
    pairs: Sequence[Pair],
    keep: Mapping[str, torch.Tensor],
    means: Mapping[str, torch.Tensor],
) -> torch.nn.Module:
    """A network of the same shape in which removed neurons are replaced by their means.

    Parameters
    ----------
    network : torch.nn.Module
        A network; not changed.
    pairs : sequence of Pair
        Pairs of layers.
    keep : mapping of str to torch.Tensor of bool, shapes (neurons,)
        Neurons kept, by the name of the first weight of a pair.
    means : mapping of str to torch.Tensor, shapes (neurons * block,)
        Means of the inputs of the second layer, by the same name.

    Returns
    -------
    torch.nn.Module
        b += W_:e mean(x_e) and W_:e = 0 in the second layers, for all columns e of removed neurons.
    """
    changed = copy.deepcopy(network)
    for pair in pairs:
        columns = keep[pair.first].repeat_interleave(pair.block)
        layer: Any = changed.get_submodule(pair.second.rpartition(".")[0])
        matrix = layer.weight.detach().reshape(len(layer.weight), -1)
        shift = matrix.double() @ torch.where(columns, 0.0, means[pair.first])
        _shift_bias(layer, shift)
        with torch.no_grad():
            layer.weight.copy_((matrix * columns).reshape(layer.weight.shape))
    return changed


def remove_neurons(
    network: torch.nn.Module,
    pairs: Sequence[Pair],
    keep: Mapping[str, torch.Tensor],
    means: Mapping[str, torch.Tensor],
) -> torch.nn.Module:
    """The network of :func:`mask_neurons` without the neurons that nothing depends on any more.

    Parameters
    ----------
    network, pairs, keep, means : torch.nn.Module, sequence of Pair, mappings
        As in :func:`mask_neurons`.

    Returns
    -------
    torch.nn.Module
        A smaller network with the same outputs.
    """
    smaller = mask_neurons(network, pairs, keep, means)
    for pair in pairs:
        columns = keep[pair.first].repeat_interleave(pair.block)
        second: Any = smaller.get_submodule(pair.second.rpartition(".")[0])
        shape = second.weight.shape
        matrix = second.weight.detach().reshape(shape[0], -1)[:, columns]
        resized(second, matrix.reshape(shape[0], -1, *shape[2:]), second.bias)
    for pair in pairs:
        first: Any = smaller.get_submodule(pair.first.rpartition(".")[0])
        mask = keep[pair.first]
        bias = None if first.bias is None else first.bias.detach()[mask]
        resized(first, first.weight.detach()[mask], bias)
    return smaller


def resized(layer: Any, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
    """Give a layer other weights, of another size, in place.

    Parameters
    ----------
    layer : torch.nn.Linear, torch.nn.Conv1d or torch.nn.Conv2d
        The layer.
    weight : torch.Tensor
        New weights.
    bias : torch.Tensor or None
        New biases.
    """
    wanted = bool(layer.weight.requires_grad)
    layer.weight = torch.nn.Parameter(weight.detach().clone(), requires_grad=wanted)
    layer.bias = None if bias is None else torch.nn.Parameter(bias.detach().clone(), requires_grad=wanted)
    if isinstance(layer, torch.nn.Linear):
        layer.out_features, layer.in_features = weight.shape
    elif isinstance(layer, (torch.nn.Conv1d, torch.nn.Conv2d)):
        layer.out_channels, layer.in_channels = weight.shape[0], weight.shape[1] * layer.groups


def _shift_bias(layer: Any, shift: torch.Tensor) -> None:
    weight, bias = layer.weight, layer.bias
    assert isinstance(weight, torch.Tensor)
    if bias is None:
        if bool(shift.any()):
            layer.bias = torch.nn.Parameter(shift.to(weight.dtype), requires_grad=weight.requires_grad)
        return
    with torch.no_grad():
        bias.copy_(bias.double() + shift)
