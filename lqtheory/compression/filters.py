"""Whole neurons and channels sampled by what they contribute to the layer after them (PFP)."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.neurons import mask_neurons, remove_neurons
from lqtheory.compression.pairs import Pair, find_pairs, without_pairs
from lqtheory.compression.records import Compressed
from lqtheory.compression.report import Report, layer_report
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.drawing import Urn
from lqtheory.compression.sampling.points import ClassWeights, Points, doubled, groups_of, visit_points
from lqtheory.compression.sampling.products import raise_to_products
from lqtheory.compression.statistics import output_change
from lqtheory.compression.structured import masks_of_neurons
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.coreset_filters import channel_sample_bound
from lqtheory.rng import generator_for

__all__ = ["ChannelSensitivities", "channel_sensitivities", "prune_filters"]

_HALVINGS, _DELTA, _MOST = 60, 0.05, 2**53


@dataclasses.dataclass(frozen=True, eq=False)
class ChannelSensitivities:
    """Sensitivities of the neurons of the first layer of a pair.

    Parameters
    ----------
    pair : Pair
        The layers.
    values : torch.Tensor of float64, shape (neurons,)
        s_j in [0, 1].
    positions : int
        Positions at which the second layer is computed.
    signed : bool
        Whether an activation was negative.
    """

    pair: Pair
    values: torch.Tensor
    positions: int
    signed: bool

    @property
    def total(self) -> float:
        """S_tot."""
        return float(self.values.sum())


def channel_sensitivities(twin: Subject, pairs: Sequence[Pair], sample: Sample) -> list[ChannelSensitivities]:
    """How much of any class of the next layer a channel makes up at most.

    s_j = max over points, positions, neurons i and signs of Σ over the kernel entries κ of channel j of
    w_ijκ a_jκ/z_i.

    Parameters
    ----------
    twin : Subject
        A network in float64.
    pairs : sequence of Pair
        Pairs of layers.
    sample : Sample
        Inputs.

    Returns
    -------
    list of ChannelSensitivities

    Notes
    -----
    The sum over the entries of the kernel is what Σ_j s_j >= 1 needs; the released code takes their maximum. One matrix
    product for each channel and batch; where a channel is one input, its edges' sensitivities say it, whose cost inputs
    of 0 do not share.

    References
    ----------
    liebenwein_2020; dossier coreset.pfp.
    """
    of = {pair.second: pair for pair in pairs}
    classes = {name: one for name, one in groups_of(twin).items() if name in of}
    found = {pair.second: _LargestShares(pair, classes[pair.second]) for pair in pairs}
    positions, signed = dict.fromkeys(of, 1), dict.fromkeys(of, False)

    def visit(parts: list[Points]) -> None:
        name = parts[0].name
        positions[name] = max(positions[name], parts[0].positions)
        signed[name] |= len(parts) > 1
        for points in parts:
            found[name].add(points)

    visit_points(twin, sample, classes, visit)
    return [
        ChannelSensitivities(
            pair, found[pair.second].values.clamp(max=1.0), positions[pair.second], signed[pair.second]
        )
        for pair in pairs
    ]


class _LargestShares:
    """The largest share of each channel so far."""

    def __init__(self, pair: Pair, classes: ClassWeights) -> None:
        if classes.groups != 1:
            raise UnsupportedError(f"the layer of {pair.second} has groups (pfp); leave it out with layers=")
        self.block, self.table = pair.block, classes.both(0).T.contiguous()
        self.shares = torch.zeros(pair.neurons, dtype=torch.float64, device=self.table.device)
        self.largest = torch.zeros_like(self.table) if self.block == 1 else None  # of a_j/z_i

    def add(self, points: Points) -> None:
        if self.largest is not None:
            raise_to_products(self.largest, points.values, points.reciprocals)
            return
        reciprocals = points.reciprocals
        columns = points.values.split(self.block, dim=1)
        for j, (seen, weights) in enumerate(zip(columns, self.table.split(self.block), strict=True)):
            share = ((seen @ weights) * reciprocals).amax()
            self.shares[j] = torch.maximum(self.shares[j], share)

    @property
    def values(self) -> torch.Tensor:
        """The shares, shape (neurons,), but for rounding at most 1."""
        return self.shares if self.largest is None else (self.largest * self.table).amax(dim=1)


def prune_filters(
    subject: Subject, goal: Goal, sample: Sample, q: float, seed: int, *, deterministic: bool = False
) -> Compressed:
    """Keep the channels that are drawn by their sensitivities, re-weighed; or the most sensitive ones.

    In every layer m channels are drawn from s_j/S with replacement; what reads channel j is times c_j S/(m s_j).
    With a budget m_l = λ S_l ln(8 (P_l + 1) k_l/δ), with one λ for which the expected number of weights is met, P_l
    positions and k_l columns; with ε and δ, m = (6+2ε)(S-1)/(3ε²) ln(4 η P/δ), η neurons of the next layer, S >= 2.

    Parameters
    ----------
    subject : Subject
        A network.
    goal : Goal
        Number of weights kept on average, or ε and δ for the next layer's classes at the inputs of the sample.
    sample : Sample
        Inputs.
    q : float
        Exponent of the effective sparsity in the report.
    seed : int
        Root seed.
    deterministic : bool
        Whether to keep the same number of channels with the largest sensitivities instead, without re-weighing.

    Returns
    -------
    Compressed
        A smaller network.

    Raises
    ------
    UnsupportedError
        If no layer of a sequential part can lose neurons.
    DomainError
        If the budget is below one neuron in every layer.

    References
    ----------
    liebenwein_2020; dossier coreset.pfp.
    """
    pairs = [p for p in find_pairs(subject.network) if {p.first, p.second} <= set(modules_of(subject))]
    if not pairs:
        raise without_pairs(subject.network, "pfp")
    channels = channel_sensitivities(doubled(subject), pairs, sample)
    rows = {layer.name: layer.matrix.shape for layer in subject.layers}
    counts = _counts(channels, rows, goal)
    factors: dict[str, torch.Tensor] = {}
    for one, count in zip(channels, counts, strict=True):
        drawn = _most_sensitive(one, count) if deterministic else _drawn(one, count, seed)
        factors[one.pair.first] = drawn
    told: dict[str, Any] = {"seed": seed, "requested": goal.kept, "layers": [
        {"name": one.pair.first, "channels": one.pair.neurons, "total_sensitivity": one.total, "draws": count,
         "silent": int((one.values == 0).sum()), "kept": int((factors[one.pair.first] > 0).sum())}
        for one, count in zip(channels, counts, strict=True)
    ]}  # fmt: skip
    if goal.eps is not None:
        told["channel_plan"] = _told_of_bounds(channels, rows, goal)
    if goal.kept is not None:
        told["expected"] = _expected_size(channels, rows, counts)
    return _without(subject, pairs, factors, sample, q, told, "pfp_top" if deterministic else "pfp")


def _without(
    subject: Subject,
    pairs: Sequence[Pair],
    factors: Mapping[str, torch.Tensor],
    sample: Sample,
    q: float,
    told: dict[str, Any],
    method: str,
) -> Compressed:
    """The smaller network, what reads channel j multiplied by its factor."""
    keep = {name: factor > 0 for name, factor in factors.items()}
    zeros = {
        pair.first: torch.zeros(pair.neurons * pair.block, dtype=torch.float64, device=keep[pair.first].device)
        for pair in pairs
    }
    names = [layer.name for layer in subject.layers]
    scaled = subject_of(subject.network, names)
    modules: Any = modules_of(scaled)
    with torch.no_grad():
        for pair in pairs:
            weight = modules[pair.second].weight
            columns = factors[pair.first].repeat_interleave(pair.block)
            weight.copy_((weight.reshape(len(weight), -1).double() * columns).reshape(weight.shape))
    masked = mask_neurons(scaled.network, pairs, keep, zeros)
    smaller = remove_neurons(masked, pairs, keep, zeros)
    masks = masks_of_neurons(subject, pairs, keep)
    after = {layer.name: layer.matrix for layer in subject_of(masked, names).layers}
    reports = tuple(
        layer_report(layer, mask, q, after[layer.name] * mask)
        for layer, mask in ((layer, masks[layer.name].reshape(layer.matrix.shape)) for layer in subject.layers)
    )
    report = Report(method, {"q": q}, reports, subject.skipped, subject.n_always_kept, sampling=told)
    result = Compressed(smaller, masks, report, same_shape=masked)
    return result.measured(*output_change(subject.network, smaller, sample))


def _counts(channels: Sequence[ChannelSensitivities], shapes: Mapping[str, torch.Size], goal: Goal) -> list[int]:
    """Draws from the channels of every pair."""
    if goal.eps is not None:
        assert goal.delta is not None
        # At the most, every active channel is kept as it is.
        return [math.ceil(min(_bound(one, shapes, goal), float(_MOST))) for one in channels]
    assert goal.kept is not None
    least = sum(_size(channels, shapes, [1.0] * len(channels)).values())
    if goal.kept < least:
        raise DomainError(
            f"kept={goal.kept} is below the {round(least)} weights that remain with one neuron in every layer (pfp); "
            f"use at least {round(least)}"
        )
    rates = [
        max(1.0, one.total) * math.log(8 * (one.positions + 1) * shapes[one.pair.second][1] / _DELTA)
        for one in channels
    ]
    low, high = -60.0, 60.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = _expected_size(channels, shapes, _times(rates, middle)) <= goal.kept
        low, high = (middle, high) if fits else (low, middle)
    return _times(rates, low)


def _bound(one: ChannelSensitivities, shapes: Mapping[str, torch.Size], goal: Goal) -> float:
    """Draws that ε and δ ask for in a layer."""
    assert goal.eps is not None
    assert goal.delta is not None
    parts, S = 4 if one.signed else 2, max(1.0, one.total)
    return channel_sample_bound(S, goal.eps, goal.delta, int(shapes[one.pair.second][0]), one.positions, parts)


def _told_of_bounds(
    channels: Sequence[ChannelSensitivities], shapes: Mapping[str, torch.Size], goal: Goal
) -> dict[str, Any]:
    """Why the numbers of draws are what they are."""
    layers = [
        {"name": one.pair.first, "channels": one.pair.neurons, "total_sensitivity": one.total,
         "neurons": int(shapes[one.pair.second][0]), "positions": one.positions, "parts": 4 if one.signed else 2,
         "draws": _bound(one, shapes, goal)}
        for one in channels
    ]  # fmt: skip
    return {"eps": goal.eps, "delta": goal.delta, "layers": layers}


def _times(rates: Sequence[float], log: float) -> list[int]:
    """Draws in proportion to rates, at least 1; beyond 2^53 more make no difference."""
    return [max(1, min(_MOST, round(rate * math.exp(log)))) for rate in rates]


def _expected_channels(one: ChannelSensitivities, count: float) -> float:
    """Expected number of distinct channels; all that were ever active if that is what comes out but for half a one."""
    if one.total == 0:
        return 1.0
    stored = float(-torch.expm1(count * torch.log1p(-(one.values / one.total).clamp(max=1.0))).sum())
    active = int((one.values > 0).sum())
    return float(active) if stored >= active - 0.5 else stored


def _size(
    channels: Sequence[ChannelSensitivities], shapes: Mapping[str, torch.Size], kept: Sequence[float]
) -> dict[str, float]:
    rows = {name: float(shape[0]) for name, shape in shapes.items()}
    columns = {name: float(shape[1]) for name, shape in shapes.items()}
    for one, number in zip(channels, kept, strict=True):
        rows[one.pair.first], columns[one.pair.second] = number, number * one.pair.block
    return {name: rows[name] * columns[name] for name in rows}


def _expected_size(
    channels: Sequence[ChannelSensitivities], shapes: Mapping[str, torch.Size], counts: Sequence[int]
) -> float:
    """Expected number of weights: layers are drawn independently of one another."""
    kept = [_expected_channels(one, count) for one, count in zip(channels, counts, strict=True)]
    return sum(_size(channels, shapes, kept).values())


def _drawn(one: ChannelSensitivities, count: int, seed: int) -> torch.Tensor:
    """c_j S/(m s_j), 0 for what is not drawn; 1 for every active channel where all would be kept."""
    active = one.values > 0
    if not bool(active.any()):
        factors = torch.zeros_like(one.values)
        factors[0] = 1.0  # nothing reads anything: one channel stays, since layers cannot be empty
        return factors
    if _expected_channels(one, count) == float(active.sum()) or count >= _MOST:
        return active.double()
    rng = generator_for(seed, "compression", "pfp", one.pair.first)
    values = one.values.cpu().numpy()
    live = np.flatnonzero(values)
    times = np.zeros(len(values))
    times[live] = Urn(np.array([count]), values[live], np.zeros(len(live), dtype=np.int64)).times(rng)
    drawn = torch.from_numpy(times).to(one.values.device)
    return torch.where(drawn > 0, drawn * one.total / (count * torch.where(active, one.values, 1.0)), 0.0)


def _most_sensitive(one: ChannelSensitivities, count: int) -> torch.Tensor:
    number = max(1, round(_expected_channels(one, count)))
    order = torch.argsort(one.values, descending=True, stable=True)
    factors = torch.zeros_like(one.values)
    factors[order[:number]] = 1.0
    return factors
