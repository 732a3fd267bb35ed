"""Sensitivities of all edges, and what else one look at a sample says of the classes of every layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.points import ClassWeights, Points, groups_of, visit_points
from lqtheory.compression.sampling.products import raise_to_products

__all__ = ["LEVELS", "LayerClasses", "layer_classes", "totals_of"]

#: Levels t at which t P(Δ > t) is reported.
LEVELS = (10.0, 100.0, 1000.0)


@dataclass(frozen=True, eq=False)
class LayerClasses:
    """The classes of one layer on a sample.

    Parameters
    ----------
    name : str
        Name of the weight.
    weights : torch.Tensor of float64, shape (out, k)
        Weights with their signs.
    sensitivities : torch.Tensor of float64, shape (out, k)
        s_j of every edge within its own class, in [0, 1]; 0 for edges that the sample never uses, and for zero weights.
    mean_squares : torch.Tensor of float64, shape (1, k) or (out, k)
        Mean over points of a_j².
    class_squares : torch.Tensor of float64, shape (2, out)
        Mean over points of z² of the positive and the negative class.
    ratios : torch.Tensor of float64, shape (out,)
        Mean over points of Δ_i = Σ_j|w_ij a_j|/|Σ_j w_ij a_j + b_i|; infinite if one is.
    n_infinite : torch.Tensor of int64, shape (out,)
        How many Δ are infinite.
    above : tuple of float
        Share of all Δ of the layer above each of :data:`LEVELS`.
    n_points, positions : int
        Points seen (both signs of one position count once), and positions of one input.
    signed : bool
        Whether an activation was negative.
    """

    name: str
    weights: torch.Tensor
    sensitivities: torch.Tensor
    mean_squares: torch.Tensor
    class_squares: torch.Tensor
    ratios: torch.Tensor
    n_infinite: torch.Tensor
    above: tuple[float, ...]
    n_points: int
    positions: int
    signed: bool

    @cached_property
    def totals(self) -> torch.Tensor:
        """S_tot of the positive and the negative class of every neuron, shape (2, out); 0 for dead classes."""
        return totals_of(self.weights, self.sensitivities)

    @cached_property
    def supports(self) -> torch.Tensor:
        """Number of edges with s_j > 0 of every class, shape (2, out)."""
        return totals_of(self.weights, (self.sensitivities > 0).double()).long()

    @property
    def n_unseen(self) -> int:
        """Number of nonzero weights that no point of the sample uses."""
        return int(((self.weights != 0) & (self.sensitivities == 0)).sum())

    def without(self, neurons: torch.Tensor) -> LayerClasses:
        """The same with the classes of some neurons dead.

        Parameters
        ----------
        neurons : torch.Tensor of bool, shape (out,)
            Which.

        Returns
        -------
        LayerClasses
        """
        return replace(self, sensitivities=torch.where(neurons[:, None], 0.0, self.sensitivities))


def totals_of(weights: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Sums of values over the classes of every neuron.

    Parameters
    ----------
    weights, values : torch.Tensor, shapes (out, k)
        Weights, whose signs decide, and what is summed.

    Returns
    -------
    torch.Tensor, shape (2, out)
        Over positive weights, then over negative ones.

    Examples
    --------
    >>> totals_of(torch.tensor([[1.0, -2.0, 3.0]]), torch.tensor([[1.0, 10.0, 100.0]])).tolist()
    [[101.0], [10.0]]
    """
    # In place, since the memory of further tables of a layer's size would cost more than the sums.
    signs = weights.to(values.dtype if values.is_floating_point() else torch.float64).sign()
    up = signs.clamp(min=0).mul_(values).sum(dim=1)
    return torch.stack([up, 0.0 - signs.clamp_(max=0).mul_(values).sum(dim=1)])


def layer_classes(subject: Subject, sample: Sample) -> dict[str, LayerClasses]:
    """Sensitivities, second moments and cancellation ratios of all layers, in one pass over a sample.

    s_j = max over points with z(x) > 0 of w_j a_j(x)/z(x), in each class by itself.

    Parameters
    ----------
    subject : Subject
        A network in float64 (:func:`lqtheory.compression.sampling.points.doubled`).
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to LayerClasses
        By the name of the weight.

    Raises
    ------
    UnsupportedError, ShapeError
        As :func:`lqtheory.compression.sampling.points.visit_points`.

    Notes
    -----
    Memory O(weights + one batch), cost O(points * weights), in which inactive inputs cost nothing on the CPU. Points
    with z = 0 are skipped: every estimator is exact there. Negative activations are points of their own.

    References
    ----------
    baykal_2019; dossier coreset.setup, coreset.sens, coreset.signed_inputs, coreset.conv, coreset.delta.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> from lqtheory.compression.sampling.points import doubled
    >>> net = torch.nn.Linear(4, 1)
    >>> _ = net.weight.data.copy_(torch.tensor([[0.8, 0.5, 0.3, 0.2]]))
    >>> x = torch.tensor([[1.0, 2.0, 0.0, 1.0], [0.5, 1.0, 3.0, 0.0], [2.0, 0.0, 1.0, 4.0]])
    >>> classes = layer_classes(doubled(subject_of(net)), Sample(x))["weight"]
    >>> classes.totals.round(decimals=6).tolist(), classes.supports.tolist()
    ([[1.888889], [0.0]], [[4], [0]])
    """
    weights = groups_of(subject)
    gathered = {name: _Gathered(one) for name, one in weights.items()}
    visit_points(subject, sample, weights, lambda parts: gathered[parts[0].name].add(parts))
    return {name: one.finished(name) for name, one in gathered.items()}


class _Gathered:
    """Sums and maxima over the points of one layer."""

    def __init__(self, classes: ClassWeights) -> None:
        out, k = classes.weights.shape

        def zeros(*shape: int) -> torch.Tensor:
            return torch.zeros(shape, dtype=torch.float64, device=classes.weights.device)

        self.classes = classes
        self.largest = [zeros(k, 2 * out // classes.groups) for _ in range(classes.groups)]
        self.squares = zeros(classes.groups, k)
        self.class_squares = zeros(2, out)
        self.ratios, self.infinite, self.above = zeros(out), zeros(out), zeros(len(LEVELS))
        self.n_points = [0] * classes.groups
        self.positions, self.signed = 1, False

    def add(self, parts: list[Points]) -> None:
        first = parts[0]
        rows = self.classes.rows(first.group)
        scales = self.classes.scales[rows].T
        size = scales.shape[1]
        total, net = 0.0 * first.sums[:, :size], 0.0 * first.sums[:, :size]
        for part in parts:
            raise_to_products(self.largest[first.group], part.values, part.reciprocals)
            self.squares[first.group] += (part.values * part.scales).square_().sum(dim=0)
            sums = part.sums * part.scales
            up, down = sums[:, :size].mul_(scales), sums[:, size:].mul_(scales)
            self.class_squares[0, rows] += up.square().sum(dim=0)
            self.class_squares[1, rows] += down.square().sum(dim=0)
            total += up + down
            net.add_(up.sub_(down), alpha=part.sign)
        if first.module.bias is not None:
            net += first.module.bias.detach()[rows]
        self._add_ratios(total, net.abs_(), rows)
        self.n_points[first.group] += len(first.values)
        self.positions = max(self.positions, first.positions)
        self.signed |= len(parts) > 1

    def _add_ratios(self, total: torch.Tensor, net: torch.Tensor, rows: slice) -> None:
        infinite = (net == 0) & (total > 0)
        ratios = torch.where(net > 0, total.div_(torch.where(net > 0, net, 1.0)), 0.0)
        self.ratios[rows] += ratios.sum(dim=0)
        self.infinite[rows] += infinite.sum(dim=0)
        for i, level in enumerate(LEVELS):
            self.above[i] += ((ratios > level) | infinite).count_nonzero()

    def finished(self, name: str) -> LayerClasses:
        weights, scaled = self.classes.weights, self.classes.weights / self.classes.scales
        parts = []
        for group, table in enumerate(self.largest):
            up, down = table.T.chunk(2)
            part = scaled[self.classes.rows(group)]
            # One of the two products is 0; to choose by the sign costs more, since signs cannot be foreseen.
            parts.append(part.clamp(min=0).mul_(up).sub_(part.clamp(max=0).mul_(down)).clamp_(min=0, max=1))
        n = max(self.n_points)
        squares = self.squares / n
        if self.classes.groups > 1:
            squares = squares.repeat_interleave(len(weights) // self.classes.groups, dim=0)
        ratios = torch.where(self.infinite > 0, torch.inf, self.ratios / n)
        return LayerClasses(
            name, weights, torch.cat(parts), squares, self.class_squares / n, ratios, self.infinite.long(),
            tuple((self.above / (n * len(weights))).tolist()), n, self.positions, self.signed,
        )  # fmt: skip
