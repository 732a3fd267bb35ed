"""Neurons that do nothing after edges were sampled, or on the sample at all, taken out of a network (CoreNet+)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.neurons import mask_neurons, remove_neurons
from lqtheory.compression.pairs import Pair, find_pairs
from lqtheory.compression.patches import patches
from lqtheory.compression.samples import Sample, forward, hooked

__all__ = ["Smaller", "activity_bound", "silent_neurons", "without_idle_neurons"]


@dataclass(frozen=True, eq=False)
class Smaller:
    """A network without the neurons that did nothing.

    Parameters
    ----------
    network : torch.nn.Module
        The smaller network.
    same_shape : torch.nn.Module
        A network of the original shape that computes the same.
    masks : dict of str to torch.Tensor of bool
        Edges left, by the name of the weight, in its original shape.
    removed : int
        Number of neurons and channels taken out.
    """

    network: torch.nn.Module
    same_shape: torch.nn.Module
    masks: dict[str, torch.Tensor]
    removed: int


def activity_bound(n: int, delta: float, tested: int) -> float:
    """How often a neuron that was silent on n inputs is active on unseen ones.

    1 - (δ/tested)^{1/n}, for all tested neurons at once with probability at least 1 - δ over the n inputs.

    Parameters
    ----------
    n : int
        Inputs, independent of the network.
    delta : float
        Probability of failure, in (0, 1).
    tested : int
        Number of neurons looked at.

    Returns
    -------
    float

    References
    ----------
    Dossier coreset.dead_neuron.

    Examples
    --------
    >>> round(activity_bound(197, 0.05, 1), 6), round(activity_bound(197, 0.05, 400), 6)
    (0.015092, 0.044595)
    """
    return float(-torch.expm1(torch.tensor(delta / tested, dtype=torch.float64).log() / n))


def silent_neurons(twin: Subject, sample: Sample) -> dict[str, torch.Tensor]:
    """Neurons that are 0 at all positions on all inputs of a sample, among those that could be taken out.

    Parameters
    ----------
    twin : Subject
        A network in float64.
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to torch.Tensor of bool, shapes (out,)
        By the name of the weight of their layer; True for silent ones. One neuron of each layer counts as active.

    References
    ----------
    Dossier section 4, R3; coreset.dead_neuron.
    """
    pairs = _pairs(twin)
    low, high = _ranges(twin, pairs, sample)
    silent = {}
    for pair in pairs:
        still = ((low[pair.second] == 0) & (high[pair.second] == 0)).reshape(pair.neurons, pair.block).all(dim=1)
        silent[pair.first] = _all_but_one(still)
    return silent


def without_idle_neurons(
    subject: Subject, masks: Mapping[str, torch.Tensor], silent: Mapping[str, torch.Tensor], sample: Sample
) -> Smaller:
    """The network without neurons of three kinds.

    R1: no edge leads out of it. R2: no edge leads into it, and it is constant, which is added to the biases that follow
    (not where a convolution pads with zeros, unless the constant is 0). R3: it was silent on the sample.

    Parameters
    ----------
    subject : Subject
        A network after edges were sampled.
    masks : mapping of str to torch.Tensor of bool
        Edges stored, by the name of the weight and in its shape.
    silent : mapping of str to torch.Tensor of bool
        Of :func:`silent_neurons`.
    sample : Sample
        Inputs, at which R2 reads off the constants.

    Returns
    -------
    Smaller
        R1 and R2 change no output but by rounding. At least one neuron of each layer stays.

    References
    ----------
    baykal_2019; dossier section 4, R1-R3.
    """
    pairs = _pairs(subject)
    names = [layer.name for layer in subject.layers]
    network: Any = subject.network
    left = {name: mask.clone() for name, mask in masks.items()}
    gone = {pair.first: silent.get(pair.first, _none(pair, left)).clone() for pair in pairs}
    means = {pair.first: _zeros(pair, left) for pair in pairs}
    pending = gone
    while True:
        keep = {pair.first: ~pending[pair.first] for pair in pairs}
        network = mask_neurons(network, pairs, keep, means)
        _erase(pairs, left, keep)
        pending, means = _idle(subject_of(network, names), pairs, left, gone, sample)
        if not any(bool(part.any()) for part in pending.values()):
            break
        gone = {name: gone[name] | pending[name] for name in gone}
    keep = {name: ~part for name, part in gone.items()}
    zeros = {pair.first: _zeros(pair, left) for pair in pairs}
    smaller = remove_neurons(network, pairs, keep, zeros)
    return Smaller(smaller, network, left, sum(int(part.sum()) for part in gone.values()))


def _pairs(subject: Subject) -> list[Pair]:
    names = set(modules_of(subject))
    return [pair for pair in find_pairs(subject.network) if pair.first in names and pair.second in names]


def _none(pair: Pair, masks: Mapping[str, torch.Tensor]) -> torch.Tensor:
    return torch.zeros(pair.neurons, dtype=torch.bool, device=masks[pair.first].device)


def _zeros(pair: Pair, masks: Mapping[str, torch.Tensor]) -> torch.Tensor:
    return torch.zeros(pair.neurons * pair.block, dtype=torch.float64, device=masks[pair.first].device)


def _all_but_one(gone: torch.Tensor) -> torch.Tensor:
    """At least one neuron stays."""
    if bool(gone.all()):
        gone = gone.clone()
        gone[0] = False
    return gone


def _erase(pairs: list[Pair], left: dict[str, torch.Tensor], keep: Mapping[str, torch.Tensor]) -> None:
    for pair in pairs:
        first, second = left[pair.first], left[pair.second]
        left[pair.first] = first & keep[pair.first].reshape(-1, *[1] * (first.ndim - 1))
        columns = keep[pair.first].repeat_interleave(pair.block)
        left[pair.second] = (second.reshape(len(second), -1) & columns).reshape(second.shape)


def _idle(
    subject: Subject,
    pairs: list[Pair],
    left: Mapping[str, torch.Tensor],
    gone: Mapping[str, torch.Tensor],
    sample: Sample,
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Further neurons without edges out of or into them, and the constants of the latter."""
    closed = {pair.first: ~left[pair.first].flatten(1).any(dim=1) & ~gone[pair.first] for pair in pairs}
    low: dict[str, torch.Tensor] = {}
    high: dict[str, torch.Tensor] = {}
    if any(bool(part.any()) for part in closed.values()):
        low, high = _ranges(subject, pairs, sample)
    pending, means = {}, {}
    for pair in pairs:
        second = left[pair.second].flatten(1)
        unread = ~second.any(dim=0).reshape(pair.neurons, pair.block).any(dim=1)
        constant, means[pair.first] = closed[pair.first], _zeros(pair, left)
        if low:
            still = (low[pair.second] == high[pair.second]).reshape(pair.neurons, pair.block).all(dim=1)
            constant = constant & still
            columns = constant.repeat_interleave(pair.block)
            means[pair.first] = torch.where(columns, low[pair.second], 0.0)
        found = (unread | constant) & ~gone[pair.first]
        everything = _all_but_one(found | gone[pair.first])
        pending[pair.first] = found & everything
        columns = pending[pair.first].repeat_interleave(pair.block)
        means[pair.first] = torch.where(columns, means[pair.first], 0.0)
    return pending, means


@torch.no_grad()
def _ranges(
    subject: Subject, pairs: list[Pair], sample: Sample
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Smallest and largest input of every column of the second layers."""
    wanted = {pair.second for pair in pairs}
    modules = {name: module for name, module in modules_of(subject).items() if name in wanted}
    low: dict[str, torch.Tensor] = {}
    high: dict[str, torch.Tensor] = {}

    def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> None:
        seen = patches(module, inputs).flatten(0, 2).double()
        least, most = seen.amin(dim=0), seen.amax(dim=0)
        low[name] = torch.minimum(low[name], least) if name in low else least
        high[name] = torch.maximum(high[name], most) if name in high else most

    with hooked(modules, hook):
        for batch in sample.batches(subject.network):
            forward(subject.network, batch)
    return low, high
