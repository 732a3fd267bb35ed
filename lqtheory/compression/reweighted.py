"""Networks with sampled, re-weighed edges, and what they cost."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.coresets import ClassDraws, class_draws, drawn_layers, sample_edges
from lqtheory.compression.entrywise import ENTRYWISE, sample_entries
from lqtheory.compression.inputs import Subject, copy_of, subject_of
from lqtheory.compression.records import Compressed
from lqtheory.compression.report import Report, layer_report
from lqtheory.compression.samples import Sample, split
from lqtheory.compression.sampling.amplification import best_of_candidates
from lqtheory.compression.sampling.options import EdgeSample, SamplingOptions
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.removal import activity_bound, silent_neurons, without_idle_neurons

__all__ = ["SHARE_FOR_CANDIDATES", "reweighted"]

#: Share of a sample from which CoreNet++ takes sensitivities; the other inputs choose among candidates.
SHARE_FOR_CANDIDATES = 0.8
_DELTA = 0.05
#: How often the budget of the draws is changed at most, and how close what is left has to be to what was asked for.
_ROUNDS, _CLOSE = 4, 0.02


def reweighted(
    subject: Subject, method: str, goal: Goal, sample: Sample | None, options: SamplingOptions, q: float
) -> Compressed:
    """Compress by sampling edges.

    Parameters
    ----------
    subject : Subject
        A network; for methods that look at entries alone a state dict will do.
    method : str
        A method that samples edges.
    goal : Goal
        Budget, or ε and δ.
    sample : Sample, optional
        Inputs, for all methods but those that look at entries alone.
    options : SamplingOptions
        What callers may choose.
    q : float
        Exponent of the effective sparsity in the report.

    Returns
    -------
    Compressed
        Biases are those of the network.

    References
    ----------
    baykal_2019; dossier sections 4, 5, 8.
    """
    if method in ENTRYWISE:
        return _replaced(subject, sample_entries(subject, method, goal, options.seed), method, q)
    assert sample is not None
    if method in ("corenet_plus", "corenet_plus_plus"):
        return _without_idle(subject, method, goal, sample, options, q)
    return _replaced(subject, sample_edges(subject, method, goal, sample, options), method, q)


def _replaced(subject: Subject, edges: EdgeSample, method: str, q: float) -> Compressed:
    """The new weights, in a copy of the subject's network."""
    changed = copy_of(subject.network)
    tensors = changed.state_dict() if isinstance(changed, torch.nn.Module) else changed
    masks: dict[str, torch.Tensor] = {}
    reports = []
    for layer, weights, mask in zip(subject.layers, edges.weights, edges.masks, strict=True):
        with torch.no_grad():
            tensors[layer.name].copy_(weights.reshape(layer.shape))
        masks[layer.name] = mask.reshape(layer.shape)
        reports.append(layer_report(layer, mask, q, tensors[layer.name]))
    report = Report(
        method, {"q": q}, tuple(reports), subject.skipped, subject.n_always_kept, sampling=edges.told or None
    )
    return Compressed(changed, masks, report)


def _without_idle(
    subject: Subject, method: str, goal: Goal, sample: Sample, options: SamplingOptions, q: float
) -> Compressed:
    """CoreNet+ and CoreNet++: silent neurons get no edges, and afterwards all that do nothing are removed.

    What is thereby saved of a budget is spent on further edges.
    """
    twin, others = doubled(subject), None
    if method == "corenet_plus_plus":
        sample, others = split(sample, max(1, min(sample.size - 1, round(SHARE_FOR_CANDIDATES * sample.size))))
    silent = silent_neurons(twin, sample)
    made = class_draws(twin, goal, sample, options, silent)
    result = _idle_removed(subject, twin, method, made, goal, (sample, others), options, silent, q)
    wanted = budget = goal.kept if goal.kept is not None else 0
    for _ in range(_ROUNDS):
        stored = result.report.kept
        if goal.kept is None or abs(stored - wanted) <= _CLOSE * wanted:
            break
        budget = round(budget * wanted / max(1, stored))
        made = made.with_budget(budget, options.allocation)
        result = _idle_removed(subject, twin, method, made, goal, (sample, others), options, silent, q)
    return result


def _idle_removed(
    subject: Subject,
    twin: Subject,
    method: str,
    made: ClassDraws,
    goal: Goal,
    samples: tuple[Sample, Sample | None],
    options: SamplingOptions,
    silent: Mapping[str, torch.Tensor],
    q: float,
) -> Compressed:
    """Draw, perhaps several times, and remove what does nothing."""
    sample, others = samples
    if others is None:
        edges = EdgeSample(*drawn_layers(made, options.seed))
    else:
        edges = best_of_candidates(twin, others, made.classes, made.draws, goal, options)
    told = {**made.told, **edges.told, "silent": _told_of_silence(silent, sample, goal)}
    result = _replaced(subject, dataclasses.replace(edges, told=told), method, q)
    names = [layer.name for layer in subject.layers]
    smaller = without_idle_neurons(subject_of(result.network, names), result.masks, silent, sample)
    told["expected_before_removal"] = told.pop("expected")
    told["removed"] = smaller.removed - told["silent"]["neurons"]
    return _with_fewer(subject, result, smaller.network, smaller.same_shape, smaller.masks, q)


def _with_fewer(
    subject: Subject, result: Compressed, network: Any, same_shape: Any, masks: Mapping[str, torch.Tensor], q: float
) -> Compressed:
    """The result with another network and fewer edges."""
    after = {layer.name: layer.matrix for layer in subject_of(same_shape, list(masks)).layers}
    reports = []
    for layer in subject.layers:
        mask = masks[layer.name].reshape(layer.matrix.shape)
        reports.append(layer_report(layer, mask, q, after[layer.name] * mask))
    report = dataclasses.replace(result.report, layers=tuple(reports))
    return Compressed(network, dict(masks), report, same_shape)


def _told_of_silence(silent: Mapping[str, torch.Tensor], sample: Sample, goal: Goal) -> dict[str, Any]:
    tested = sum(part.numel() for part in silent.values())
    delta = goal.delta if goal.delta is not None else _DELTA
    return {
        "inputs": sample.size,
        "tested": tested,
        "neurons": sum(int(part.sum()) for part in silent.values()),
        "delta": delta,
        "bound": activity_bound(sample.size, delta, max(1, tested)),
    }
