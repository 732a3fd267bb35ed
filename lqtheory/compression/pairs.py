"""Neurons that can be removed: layers whose outputs go to one other layer and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.inputs import PRUNABLE
from lqtheory.errors import UnsupportedError
from lqtheory.networks.views.sequence import is_sequence

__all__ = ["Pair", "find_pairs", "without_pairs"]

_ENTRYWISE = (
    torch.nn.ReLU, torch.nn.ReLU6, torch.nn.LeakyReLU, torch.nn.ELU, torch.nn.CELU, torch.nn.SELU, torch.nn.GELU,
    torch.nn.SiLU, torch.nn.Mish, torch.nn.Softplus, torch.nn.Softsign, torch.nn.Tanh, torch.nn.Sigmoid,
    torch.nn.Hardtanh, torch.nn.Hardswish, torch.nn.Hardsigmoid, torch.nn.LogSigmoid, torch.nn.Tanhshrink,
    torch.nn.Softshrink, torch.nn.Hardshrink, torch.nn.Threshold, torch.nn.Identity, torch.nn.Dropout,
    torch.nn.Dropout1d, torch.nn.Dropout2d,
)  # fmt: skip
_POOLING = (
    torch.nn.MaxPool1d, torch.nn.MaxPool2d, torch.nn.AvgPool1d, torch.nn.AvgPool2d, torch.nn.AdaptiveAvgPool1d,
    torch.nn.AdaptiveAvgPool2d, torch.nn.AdaptiveMaxPool1d, torch.nn.AdaptiveMaxPool2d,
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two layers, the outputs of the first being the inputs of the second and of nothing else.

    Parameters
    ----------
    first, second : str
        Names of the weights.
    neurons : int
        Number of neurons or channels of the first layer.
    block : int
        Number of columns of the second weight matrix that belong to one of them.

    Examples
    --------
    >>> Pair("0.weight", "2.weight", 300, 1).block
    1
    """

    first: str
    second: str
    neurons: int
    block: int


def find_pairs(network: torch.nn.Module) -> list[Pair]:
    """All pairs in the sequential parts of a network.

    Parameters
    ----------
    network : torch.nn.Module
        A network. Between the layers of a pair only entrywise activations, dropout, pooling and flattening may lie.

    Returns
    -------
    list of Pair
        In the order of computation inside each part. The last layer of a sequential part is never a first one, so that
        the outputs of blocks and of the network keep their meaning.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Conv2d(1, 3, 2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(12, 5))
    >>> find_pairs(net)
    [Pair(first='0.weight', second='3.weight', neurons=3, block=4)]
    """
    uses = Counter(id(module) for module in _every_use(network))
    shared = Counter(id(p) for m in network.modules() if isinstance(m, PRUNABLE) for p in m.parameters(recurse=False))
    once = {
        id(module)
        for module in network.modules()
        if uses[id(module)] == 1 and all(shared[id(p)] == 1 for p in module.parameters(recurse=False))
    }
    return list(_pairs(network, "", once))


def without_pairs(network: torch.nn.Module, method: str) -> UnsupportedError:
    """The error for a network without a pair, which names what stands between its layers.

    Parameters
    ----------
    network : torch.nn.Module
        A network.
    method : str
        Who asks.

    Returns
    -------
    UnsupportedError

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.PReLU(), torch.nn.Linear(3, 1))
    >>> str(without_pairs(net, "structured"))[:80]
    'no layer of the network can lose neurons (structured): 1 (PReLU) is in the way; '
    """
    known = (*PRUNABLE, *_ENTRYWISE, *_POOLING, torch.nn.Flatten)
    leaves = [(path, part) for path, part in network.named_modules() if path and not list(part.children())]
    between = [f"{path} ({type(part).__name__})" for path, part in leaves if type(part) not in known]
    shown = ", ".join(between[:5]) + (f" and {len(between) - 5} more" if len(between) > 5 else "")
    found = f": {shown} {'is' if len(between) == 1 else 'are'} in the way" if between else ""
    return UnsupportedError(
        f"no layer of the network can lose neurons ({method}){found}; put layers that follow one another, with only "
        "activations, pooling and flattening between them, into one torch.nn.Sequential"
    )


def _every_use(module: torch.nn.Module) -> Iterator[torch.nn.Module]:
    yield module
    for child in module.children() if not isinstance(module, torch.nn.Sequential) else module:
        yield from _every_use(child)


def _pairs(module: torch.nn.Module, path: str, once: set[int]) -> Iterator[Pair]:
    prefix = f"{path}." if path else ""
    if not is_sequence(module):
        for name, child in module.named_children():
            yield from _pairs(child, prefix + name, once)
        return
    last: tuple[str, Any] | None = None
    flattened = False
    for name, part in _flat(module, prefix):
        if isinstance(part, PRUNABLE):
            if last is not None and id(part) in once:
                block = _block(last[1], part, flattened)
                if block:
                    yield Pair(f"{last[0]}.weight", f"{name}.weight", len(last[1].weight), block)
            last = (name, part) if id(part) in once and getattr(part, "groups", 1) == 1 else None
            flattened = False
        elif type(part) is torch.nn.Flatten and part.start_dim == 1:
            flattened = True
        elif type(part) not in (*_ENTRYWISE, *_POOLING):
            last = None
            yield from _pairs(part, name, once)


def _flat(module: torch.nn.Sequential, prefix: str) -> Iterator[tuple[str, Any]]:
    # _modules, because named_children leaves out what appears a second time
    for name, part in module._modules.items():
        if part is not None and is_sequence(part):
            yield from _flat(part, f"{prefix}{name}.")
        elif part is not None:
            yield prefix + name, part


def _block(first: Any, second: Any, flattened: bool) -> int:
    """Columns of the second layer for each neuron of the first; 0 if they do not belong together."""
    neurons = len(first.weight)
    if isinstance(second, torch.nn.Linear):
        if isinstance(first, torch.nn.Linear):
            return 1 if second.in_features == neurons else 0
        return second.in_features // neurons if flattened and second.in_features % neurons == 0 else 0
    if isinstance(first, torch.nn.Linear) or flattened or second.groups != 1:
        return 0
    return second.weight[0, 0].numel() if second.in_channels == neurons else 0
