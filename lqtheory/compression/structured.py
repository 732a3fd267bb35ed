"""Whole neurons and channels removed, their means compensated: a smaller network."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.neurons import mask_neurons, remove_neurons
from lqtheory.compression.pairs import Pair, find_pairs, without_pairs
from lqtheory.compression.patches import outputs_by_position, patches
from lqtheory.compression.records import Compressed
from lqtheory.compression.refitting import refit_layers
from lqtheory.compression.report import Report, layer_report
from lqtheory.compression.samples import Sample, forward, hooked
from lqtheory.compression.statistics import output_change, sensitivities
from lqtheory.errors import DomainError, UnsupportedError

__all__ = ["masks_of_neurons", "remove_neurons_for_budget"]


def remove_neurons_for_budget(
    subject: Subject, goal: Goal, sample: Sample, weighting: str, q: float, ridge: float | None = None
) -> Compressed:
    """Remove the neurons that matter least to the layers after them.

    Neuron j of a layer is worth s_j = Σ over its columns e of ‖W_:e‖ std(x_e), which bounds the change of the next
    layer's outputs when x_e is replaced by its mean; with ``"activation_jacobian"`` the rows of W are scaled by the
    root mean square sensitivities of the output.

    Parameters
    ----------
    subject : Subject
        A network.
    goal : Goal
        Largest number of weights, or of all parameters, kept, or the largest Σ s_j over what is removed, relative to
        the standard deviation of the next layer's outputs.
    sample : Sample
        Inputs.
    weighting : {"activation", "activation_jacobian"}
        Whether rows are scaled; a tolerance never scales them.
    q : float
        Exponent of the effective sparsity in the report.
    ridge : float, optional
        If given, the weights that remain are fitted to the sample by least squares, with this ridge.

    Returns
    -------
    Compressed
        The smaller network; masks are those of rows and columns of the original weights.

    Raises
    ------
    UnsupportedError
        If no layer of a sequential part can lose neurons, or removing them would change what the network computes.
    DomainError
        If the budget is below one neuron per layer, or the weighting is another one.

    References
    ----------
    Dossier lq.alloc.structured.
    """
    if weighting not in ("activation", "activation_jacobian"):
        raise DomainError(f"weighting={weighting!r} is not activation or activation_jacobian (structured)")
    names = list(modules_of(subject))
    pairs = [pair for pair in find_pairs(subject.network) if pair.first in names and pair.second in names]
    if not pairs:
        raise without_pairs(subject.network, "structured")
    moments = _Moments(subject, pairs, sample)
    keep = _chosen(subject, pairs, moments, goal, sample, weighting)
    means = {pair.first: moments.means[pair.second] for pair in pairs}
    masked = mask_neurons(subject.network, pairs, keep, means)
    masks = masks_of_neurons(subject, pairs, keep)
    if ridge is None:
        errors = moments.bounds(pairs, keep)
    else:
        fitted = subject_of(masked, names)
        errors = refit_layers(subject, fitted, masks, sample, ridge=ridge, counted=keep)
        masked = fitted.network
    smaller = remove_neurons(masked, pairs, keep, {name: torch.zeros_like(mean) for name, mean in means.items()})
    _check_equal(masked, smaller, sample)
    weights = {layer.name: layer.matrix for layer in subject_of(masked, names).layers}
    reports = tuple(
        dataclasses.replace(
            layer_report(layer, mask, q, weights[layer.name] * mask), sample_error=errors.get(layer.name)
        )
        for layer, mask in ((layer, masks[layer.name].reshape(layer.matrix.shape)) for layer in subject.layers)
    )
    settings = {"q": q, "weighting": weighting, **({} if ridge is None else {"refit": True, "ridge": ridge})}
    report = Report("structured", settings, reports, subject.skipped, subject.n_always_kept)
    result = Compressed(smaller, masks, report)
    return result.measured(*output_change(subject.network, smaller, sample))


def _chosen(
    subject: Subject, pairs: Sequence[Pair], moments: _Moments, goal: Goal, sample: Sample, weighting: str
) -> dict[str, torch.Tensor]:
    """Neurons to keep, by the name of the first weight of each pair."""
    if goal.tolerance is not None:
        return {
            pair.first: _within(moments.scores(pair), goal.tolerance * moments.spreads[pair.second]) for pair in pairs
        }
    factors = sensitivities(subject, sample) if weighting == "activation_jacobian" else {}
    scores = {pair.first: moments.scores(pair, factors.get(pair.second)) for pair in pairs}
    return _cheapest(subject, pairs, scores, goal)


class _Moments:
    """Means and variances of the inputs of the second layers, and of their outputs."""

    def __init__(self, subject: Subject, pairs: Sequence[Pair], sample: Sample) -> None:
        self.matrices = {layer.name: layer.matrix.double() for layer in subject.layers}
        wanted = {pair.second for pair in pairs}
        modules = {name: module for name, module in modules_of(subject).items() if name in wanted}
        sums: dict[str, list[torch.Tensor]] = {}

        def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> None:
            h = patches(module, inputs).flatten(0, 2).double()
            z = outputs_by_position(module, output).flatten(0, 2).double()
            parts = [h.sum(dim=0), h.square().sum(dim=0), z.sum(dim=0), z.square().sum(dim=0)]
            parts.append(torch.full((), float(len(h)), dtype=torch.float64, device=h.device))
            sums[name] = [a + b for a, b in zip(sums[name], parts, strict=True)] if name in sums else parts

        with torch.no_grad(), hooked(modules, hook):
            for batch in sample.batches(subject.network):
                forward(subject.network, batch)
        for name in modules:
            if name not in sums:
                raise UnsupportedError(f"the network does not call the layer of {name} on the sample (structured)")
        self.means = {name: part[0] / part[4] for name, part in sums.items()}
        self.deviations = {
            name: (part[1] / part[4] - self.means[name].square()).clamp(min=0).sqrt() for name, part in sums.items()
        }
        self.spreads = {
            name: float((part[3] / part[4] - (part[2] / part[4]).square()).clamp(min=0).sum().sqrt())
            for name, part in sums.items()
        }

    def scores(self, pair: Pair, factors: torch.Tensor | None = None) -> torch.Tensor:
        """s_j of every neuron of the first layer, shape (neurons,)."""
        matrix = self.matrices[pair.second]
        norms = (matrix if factors is None else matrix * factors).norm(dim=0)
        scores: torch.Tensor = (norms * self.deviations[pair.second]).reshape(pair.neurons, pair.block).sum(dim=1)
        return scores

    def bounds(self, pairs: Sequence[Pair], keep: Mapping[str, torch.Tensor]) -> dict[str, float]:
        """Σ s_j over what is removed, over the root of the total variance of the second layer's outputs."""
        return {
            pair.second: float(self.scores(pair)[~keep[pair.first]].sum()) / max(self.spreads[pair.second], 1e-300)
            for pair in pairs
        }


def _within(scores: torch.Tensor, limit: float) -> torch.Tensor:
    """Keep all but the smallest scores of sum at most ``limit``; at least one is kept."""
    ordered, order = scores.sort()
    removed = min(int((ordered.cumsum(dim=0) <= limit * (1 + 1e-12)).sum()), len(scores) - 1)
    keep = torch.ones_like(scores, dtype=torch.bool)
    keep[order[:removed]] = False
    return keep


class _Size:
    """What is stored while neurons are removed: weights, or all parameters."""

    def __init__(self, subject: Subject, pairs: Sequence[Pair], biases: bool) -> None:
        self.rows = {layer.name: layer.matrix.shape[0] for layer in subject.layers}
        self.columns = {layer.name: layer.matrix.shape[1] for layer in subject.layers}
        self.biases = biases
        self.biased = {name for name, module in modules_of(subject).items() if module.bias is not None}
        self.total = subject.n + (subject.n_always_kept if biases else 0)

    def saved(self, pair: Pair) -> int:
        """What the next neuron of the first layer of a pair takes with it: row, column, and its bias."""
        own = int(self.biases and pair.first in self.biased)
        return self.columns[pair.first] + self.rows[pair.second] * pair.block + own

    def remove(self, pair: Pair) -> None:
        """Count one neuron less; where the next layer has no bias, the mean of the neuron gives it one."""
        self.total -= self.saved(pair)
        self.rows[pair.first] -= 1
        self.columns[pair.second] -= pair.block
        if self.biases and pair.second not in self.biased:
            self.biased.add(pair.second)
            self.total += self.rows[pair.second]


def _cheapest(
    subject: Subject, pairs: Sequence[Pair], scores: Mapping[str, torch.Tensor], goal: Goal
) -> dict[str, torch.Tensor]:
    """Remove neurons in the order of score per weight or parameter saved, until what is left meets the goal."""
    counts_biases = goal.parameters is not None
    limit = goal.parameters if goal.parameters is not None else goal.kept
    assert limit is not None
    least = _Size(subject, pairs, counts_biases)
    for pair in pairs:
        for _ in range(pair.neurons - 1):
            least.remove(pair)
    if limit < least.total:
        what = f"parameters={limit} is below the {least.total} parameters, biases included,"
        if not counts_biases:
            what = f"kept={limit} is below the {least.total} weights"
        raise DomainError(f"{what} that remain with one neuron in every layer (structured); use at least {least.total}")
    size = _Size(subject, pairs, counts_biases)
    candidates = []
    for pair in pairs:
        priority = scores[pair.first] / size.saved(pair)
        candidates += [(value, pair, j) for j, value in enumerate(priority.tolist())]
    candidates.sort(key=lambda item: item[0])
    keep = {pair.first: torch.ones(pair.neurons, dtype=torch.bool) for pair in pairs}
    for _, pair, j in candidates:
        if size.total <= limit:
            break
        if size.rows[pair.first] == 1:
            continue
        size.remove(pair)
        keep[pair.first][j] = False
    return {name: mask.to(scores[name].device) for name, mask in keep.items()}


def masks_of_neurons(
    subject: Subject, pairs: Sequence[Pair], keep: Mapping[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """Masks of all weights: rows and columns of the neurons kept.

    Parameters
    ----------
    subject : Subject
        A network.
    pairs : sequence of Pair
        Pairs of layers.
    keep : mapping of str to torch.Tensor of bool, shapes (neurons,)
        Neurons kept, by the name of the first weight of a pair.

    Returns
    -------
    dict of str to torch.Tensor of bool
        By the name of the weight, in its shape.
    """
    masks = {}
    for layer in subject.layers:
        mask = torch.ones(layer.matrix.shape, dtype=torch.bool, device=layer.matrix.device)
        for pair in pairs:
            if pair.first == layer.name:
                mask &= keep[pair.first][:, None]
            if pair.second == layer.name:
                mask &= keep[pair.first].repeat_interleave(pair.block)
        masks[layer.name] = mask.reshape(layer.shape)
    return masks


@torch.no_grad()
def _check_equal(masked: torch.nn.Module, smaller: torch.nn.Module, sample: Sample) -> None:
    batch = next(iter(sample.batches(masked)))
    before, after = forward(masked, batch), forward(smaller, batch)
    difference = float((before - after).abs().max())
    # Rounding differs, too, by far less than this; a neuron that is used elsewhere changes far more.
    if difference > 0.02 * float(before.abs().max()) + 1e-6:
        raise UnsupportedError(
            f"removing neurons changes the outputs by {difference:.2g} beyond what masking them does (structured); the "
            "network uses outputs of its layers elsewhere, so give layers= whose neurons nothing else uses"
        )
