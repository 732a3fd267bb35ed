"""What the classes of every layer see: non-negative points, batch by batch."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.inputs import Subject, modules_of
from lqtheory.compression.patches import patches
from lqtheory.compression.samples import Sample, forward, hooked
from lqtheory.errors import UnsupportedError

__all__ = ["LEAST", "ClassWeights", "Points", "doubled", "groups_of", "visit_points"]

#: Sums below this share of (largest weight of the neuron) times (largest activation of the point) count as 0; far below
#: what float32 can hold, so that small activations never count as none.
LEAST = 1e-290


@dataclass(frozen=True, eq=False)
class ClassWeights:
    """The two classes of every neuron of a layer, each neuron scaled to a largest weight of 1.

    Parameters
    ----------
    weights : torch.Tensor of float64, shape (out, in * kernel / groups)
        Weights with their signs.
    scales : torch.Tensor of float64, shape (out, 1)
        Largest magnitude of each row; 1 for a zero row.
    groups : int
        Groups of the layer.

    Examples
    --------
    >>> ClassWeights.of(torch.tensor([[2.0, -4.0]]), 1).both(0).abs().tolist()
    [[0.5, 0.0], [0.0, 1.0]]
    """

    weights: torch.Tensor
    scales: torch.Tensor
    groups: int

    @classmethod
    def of(cls, matrix: torch.Tensor, groups: int) -> ClassWeights:
        """The classes of a weight matrix of shape (out, in * kernel / groups)."""
        weights = matrix.detach().double()
        largest = weights.abs().amax(dim=1, keepdim=True)
        return cls(weights, torch.where(largest > 0, largest, 1.0), groups)

    def rows(self, group: int) -> slice:
        """The neurons of a group."""
        size = len(self.weights) // self.groups
        return slice(group * size, (group + 1) * size)

    def both(self, group: int) -> torch.Tensor:
        """Scaled weights of a group's positive classes, then of its negative ones, shape (2 * out / groups, ...)."""
        scaled = self.weights[self.rows(group)] / self.scales[self.rows(group)]
        result = scaled.new_empty(2 * len(scaled), scaled.shape[1])
        torch.clamp(scaled, min=0, out=result[: len(scaled)])
        torch.clamp(scaled.neg_(), min=0, out=result[len(scaled) :])
        return result


@dataclass(frozen=True, eq=False)
class Points:
    """Points of one group of a layer, of one batch, and of one sign.

    Parameters
    ----------
    name : str
        Name of the weight.
    group, sign : int
        Group; 1 for the positive parts of the activations, -1 for the negative ones.
    values : torch.Tensor of float64, shape (N, k)
        Magnitudes of the activations of that sign, every point scaled to a largest entry of 1.
    scales : torch.Tensor of float64, shape (N, 1)
        What the points were divided by; 0 for points without an activation of that sign.
    sums : torch.Tensor of float64, shape (N, 2 * out / groups)
        Scaled z of the positive classes, then of the negative ones.
    positions : int
        Points of one input, which follow one another.
    start : int
        Place in the sample of the first input.
    module : torch.nn.Module
        The layer, in float64.
    """

    name: str
    group: int
    sign: int
    values: torch.Tensor
    scales: torch.Tensor
    sums: torch.Tensor
    positions: int
    start: int
    module: Any

    @property
    def reciprocals(self) -> torch.Tensor:
        """1/z, and 0 where z counts as 0."""
        return self.sums.clamp(min=LEAST).reciprocal_().mul_(self.sums > LEAST)


def doubled(subject: Subject) -> Subject:
    """The subject with its network in float64; the layers stay those of the network itself.

    Parameters
    ----------
    subject : Subject
        A network.

    Returns
    -------
    Subject

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> doubled(subject_of(torch.nn.Linear(2, 1))).network.weight.dtype
    torch.float64
    """
    modules_of(subject)  # a state dict is refused in one sentence
    return dataclasses.replace(subject, network=copy.deepcopy(subject.network).double())


def groups_of(subject: Subject) -> dict[str, ClassWeights]:
    """The classes of all layers of a subject, by the names of their weights."""
    modules = modules_of(subject)
    return {
        layer.name: ClassWeights.of(layer.matrix, getattr(modules[layer.name], "groups", 1)) for layer in subject.layers
    }


@torch.no_grad()
def visit_points(
    subject: Subject, sample: Sample, classes: dict[str, ClassWeights], visit: Callable[[list[Points]], None]
) -> None:
    """Show the points of every layer, one call of a layer at a time.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : dict of str to ClassWeights
        The layers to look at, by the names of their weights.
    visit : callable
        Called with the points of one group in one call of a layer: those of positive activations, then, if there are
        negative ones, those of the negative activations of the same points.

    Raises
    ------
    UnsupportedError
        If the network does not call one of the layers.
    ShapeError
        If the sample does not fit the network.

    References
    ----------
    Dossier coreset.signed_inputs, coreset.conv.
    """
    modules = {name: module for name, module in modules_of(subject).items() if name in classes}
    tables = {name: [one.both(group).T.contiguous() for group in range(one.groups)] for name, one in classes.items()}
    called: set[str] = set()
    start = 0

    def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> None:
        called.add(name)
        seen = patches(module, inputs)
        for group, table in enumerate(tables[name]):
            flat = seen[:, group].flatten(0, 1)
            halves = [_half(flat, 1)]
            if bool((flat < 0).any()):
                halves.append(_half(flat, -1))
            visit([Points(name, group, sign, v, s, v @ table, seen.shape[2], start, module) for sign, v, s in halves])

    with hooked(modules, hook):
        for batch in sample.batches(subject.network):
            forward(subject.network, batch)
            start += len(batch)
    for name in modules:
        if name not in called:
            raise UnsupportedError(
                f"the network does not call the layer of {name} on the sample (compression); leave it out with layers="
            )


def _half(flat: torch.Tensor, sign: int) -> tuple[int, torch.Tensor, torch.Tensor]:
    part = (flat if sign > 0 else -flat).clamp(min=0)
    scales = part.amax(dim=1, keepdim=True)
    return sign, part.div_(torch.where(scales > 0, scales, 1.0)), scales
