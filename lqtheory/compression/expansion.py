"""A network without some of its neurons written in the shape of the original one: what certificates compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.neurons import resized
from lqtheory.compression.pairs import find_pairs
from lqtheory.compression.records import Compressed, check_result
from lqtheory.errors import InputTypeError, ShapeError

__all__ = ["expanded"]


@torch.no_grad()
def expanded(original: torch.nn.Module, compressed: Compressed) -> torch.nn.Module:
    """A network of the original's shape that computes exactly what the smaller one does.

    Kept neurons take the smaller network's weights and biases, and 0 for what they read from removed neurons. Removed
    neurons, which nothing reads any more, may hold anything; they get their original weights and biases, so that a
    bound of the difference sees no change in their layer: only what the next layer loses counts.

    Parameters
    ----------
    original : torch.nn.Module
        The network before compression; its batch normalisations are folded in the copy.
    compressed : Compressed
        Result of ``compress(original, "structured", ...)``, refitted or not.

    Returns
    -------
    torch.nn.Module
        In evaluation mode. In exact arithmetic its outputs are those of ``compressed.network``. A layer without biases
        gets some where the smaller network has them.

    Raises
    ------
    InputTypeError
        If one of them is not a network, or ``compressed`` no result.
    ShapeError
        If the masks are not those of whole neurons of this network, each removed with all that reads it, or the
        smaller network has other shapes.

    References
    ----------
    Dossier lq.alloc.structured, lq.net.chain.

    Examples
    --------
    >>> from lqtheory.compression import compress
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 9), torch.nn.ReLU(), torch.nn.Linear(9, 2))
    >>> result = compress(net, "structured", density=0.5, sample=torch.rand(20, 4))
    >>> [tuple(p.shape) for p in expanded(net, result).parameters()]
    [(9, 4), (9,), (2, 9), (2,)]
    """
    check_result(compressed, "expanded")
    for name, network in (("original", original), ("compressed.network", compressed.network)):
        if not isinstance(network, torch.nn.Module):
            raise InputTypeError(f"{name} is a {type(network).__name__} (expanded); give a torch.nn.Module")
    names = list(compressed.masks)
    larger, smaller = subject_of(original, names), subject_of(compressed.network, names)
    kept = _kept(larger, compressed.masks)
    _check_pairs(larger, kept)
    modules = modules_of(larger)
    for name, module in modules_of(smaller).items():
        _fill(modules[name], module, *kept[name], name)
    filled: torch.nn.Module = larger.network
    return filled


_Kept = tuple[torch.Tensor, torch.Tensor]


def _kept(subject: Subject, masks: Mapping[str, torch.Tensor]) -> dict[str, _Kept]:
    """Rows and columns of every weight that are kept."""
    kept = {}
    for layer in subject.layers:
        mask = masks[layer.name]
        if tuple(mask.shape) != tuple(layer.shape):
            raise ShapeError(
                f"the mask of {layer.name} has shape {tuple(mask.shape)}, the weight {tuple(layer.shape)} (expanded)"
            )
        table = mask.reshape(layer.matrix.shape).to(layer.matrix.device)
        rows, columns = table.any(dim=1), table.any(dim=0)
        if not torch.equal(table, rows[:, None] & columns):
            raise ShapeError(
                f"the mask of {layer.name} does not keep whole rows and columns (expanded); give the result of the "
                "method structured"
            )
        kept[layer.name] = rows, columns
    return kept


def _check_pairs(subject: Subject, kept: Mapping[str, _Kept]) -> None:
    """Removed rows must be exactly what the next layer's removed columns read."""
    pairs = [pair for pair in find_pairs(subject.network) if pair.first in kept and pair.second in kept]
    for pair in pairs:
        if not torch.equal(kept[pair.first][0].repeat_interleave(pair.block), kept[pair.second][1]):
            raise ShapeError(
                f"the neurons removed from {pair.first} are not those that {pair.second} no longer reads (expanded)"
            )
    for position, paired in enumerate(({pair.first for pair in pairs}, {pair.second for pair in pairs})):
        for name, parts in kept.items():
            if name not in paired and not bool(parts[position].all()):
                what = ("rows", "columns")[position]
                raise ShapeError(f"{name} lost {what} that no other layer of the network lost, too (expanded)")


def _fill(module: Any, smaller: Any, rows: torch.Tensor, columns: torch.Tensor, name: str) -> None:
    """Write the smaller layer's weights and biases into the rows and columns kept, 0 into the columns removed."""
    weight = module.weight.detach().clone()
    matrix, part = weight.reshape(len(weight), -1), smaller.weight.detach().reshape(len(smaller.weight), -1)
    wanted = (int(rows.sum()), int(columns.sum()))
    if tuple(part.shape) != wanted:
        raise ShapeError(f"{name} of the smaller network is {tuple(part.shape)}, its mask says {wanted} (expanded)")
    full = matrix.new_zeros((wanted[0], matrix.shape[1]))
    full[:, columns] = part
    matrix[rows] = full
    bias = None if module.bias is None else module.bias.detach().clone()
    if smaller.bias is not None:
        bias = weight.new_zeros(len(weight)) if bias is None else bias
        bias[rows] = smaller.bias.detach()
    elif bias is not None:
        bias[rows] = 0
    resized(module, weight, bias)
