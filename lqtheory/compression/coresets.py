"""Coresets of edges: CoreNet, mixed, minimax, hybrid draws, independent and pivotal inclusion, top edges rescaled.

Each class (one neuron, weights of one sign) is replaced by fewer, re-weighted edges, see
:mod:`lqtheory.compression.sampling`. What is drawn depends on the seed alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample, forward, split
from lqtheory.compression.sampling.cheapest import cheapest_draws
from lqtheory.compression.sampling.classes import LayerClasses, layer_classes, totals_of
from lqtheory.compression.sampling.conformal import conformal_draws
from lqtheory.compression.sampling.drawing import drawn_weights, included_weights
from lqtheory.compression.sampling.hybrid import cheapest_weights
from lqtheory.compression.sampling.minimax import minimax_classes
from lqtheory.compression.sampling.moments import expected_square_error, follows_moments
from lqtheory.compression.sampling.options import EdgeSample, SamplingOptions
from lqtheory.compression.sampling.pivotal import merge_orders, pivotal_weights
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.rates import (
    Draws,
    check_enough,
    draws_for_budget,
    draws_of_counts,
    inclusion_probabilities,
)
from lqtheory.compression.sampling.rescaling import rescaled_weights
from lqtheory.compression.sampling.schedule import network_plan
from lqtheory.compression.sampling.scores import class_scores, edge_scores
from lqtheory.compression.sampling.told import told_of_classes, told_of_errors, told_of_plan
from lqtheory.compression.selection import largest
from lqtheory.errors import DomainError
from lqtheory.quantities.coreset_allocation_integers import neyman_mean_square

#: Operations for a prediction by moments, about two seconds of one core.
_MOMENT_COST = 2 * 10**10
#: Entries of the covariances of one layer that are in memory at a time, about 16 megabytes.
_COVARIANCE_ENTRIES = 2**21

__all__ = ["ClassDraws", "class_draws", "drawn_layers", "sample_edges"]


def sample_edges(subject: Subject, method: str, goal: Goal, sample: Sample, options: SamplingOptions) -> EdgeSample:
    """New weights of all layers by one of the methods that sample edges one by one.

    Parameters
    ----------
    subject : Subject
        A network.
    method : {"corenet", "mixed", "minimax", "hybrid", "poisson", "pivotal", "sensitivity_rescaled"}
        How: with replacement in every class; that, with certain edges kept as they are, or with scores of the least
        worst variance; in every class the cheapest of all; independently, with probabilities proportional to scores;
        with these probabilities, but in each class as many as they add up to; the largest sensitivities of the network.
    goal : Goal
        Number of edges stored (on average, except for the last), or ε and δ for ``"corenet"`` and ``"hybrid"``.
    sample : Sample
        Inputs.
    options : SamplingOptions
        What callers may choose.

    Returns
    -------
    EdgeSample

    Raises
    ------
    DomainError
        If the budget is below one edge for each class, or an option is unknown.
    UnsupportedError, ShapeError
        If the network cannot be run on the sample, or (ε, δ) is not for networks like it.

    References
    ----------
    baykal_2019, baykal_2022; dossier coreset.estimator, coreset.mixed, coreset.minimax_q, coreset.poisson,
    coreset.hybrid, coreset.det_rescaled, coreset.neyman.
    """
    twin = doubled(subject)
    if method in ("poisson", "pivotal"):
        return _included(subject, twin, goal, sample, options, pivotal=method == "pivotal")
    if method == "corenet":
        made = class_draws(twin, goal, sample, options)
        return EdgeSample(*drawn_layers(made, options.seed), made.told)
    classes = layer_classes(twin, sample)
    if goal.eps is not None:
        return _cheapest(twin, classes, goal, options)
    assert goal.kept is not None
    told: dict[str, Any] = {"seed": options.seed, "requested": goal.kept}
    if method == "minimax":
        found = minimax_classes(twin, sample, classes)
        scores = class_scores(twin, sample, found.classes, options.allocation)
        draws = _shared(found.classes, scores, goal.kept, options.allocation)
        told |= {**told_of_classes(classes, draws), "minimax": found.told()}
        return EdgeSample(*drawn_layers(ClassDraws(classes, draws, told), options.seed), told)
    if method in ("mixed", "hybrid"):
        scores = class_scores(twin, sample, classes, options.allocation)
        draws = _shared(classes, scores, goal.kept, options.allocation, keep_certain=method == "mixed")
        if method == "mixed":
            told |= told_of_classes(classes, draws)
            return EdgeSample(*drawn_layers(ClassDraws(classes, draws, told), options.seed), told)
        weights, masks, chosen = cheapest_weights(twin, sample, classes, draws, options.seed)
        return EdgeSample(weights, masks, {**told, **told_of_classes(classes), "chosen": chosen})
    masks = largest([one.sensitivities for one in classes.values()], goal.kept)
    weights = rescaled_weights(twin, sample, classes, masks)
    return EdgeSample(weights, masks, {**told, **told_of_classes(classes)})


def _cheapest(twin: Subject, classes: dict[str, LayerClasses], goal: Goal, options: SamplingOptions) -> EdgeSample:
    """In every class the fewest edges with the accuracy that the schedule asks of its layer."""
    assert goal.eps is not None
    assert goal.delta is not None
    if options.counts == "conformal":
        raise DomainError("counts='conformal' is for corenet (compression); hybrid takes 'published' or 'sharpened'")
    plan = network_plan(twin, classes, goal.eps, goal.delta)
    sharpened = options.counts == "sharpened"
    accuracies = [one.sharpened_epsilon if sharpened else one.epsilon for one in plan.layers.values()]
    signed = any(one.signed for one in classes.values())
    draws, chosen = cheapest_draws(classes, accuracies, goal.delta / ((4 if signed else 2) * plan.eta))
    told: dict[str, Any] = {"seed": options.seed, "plan": told_of_plan(plan, classes, (goal.eps, goal.delta))}
    told |= {**told_of_classes(classes, draws), "chosen": chosen}
    return EdgeSample(*drawn_layers(ClassDraws(classes, draws, told), options.seed), told)


def drawn_layers(made: ClassDraws, seed: int) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """New weights and masks of all layers.

    Parameters
    ----------
    made : ClassDraws
        What to draw.
    seed : int
        Root seed.

    Returns
    -------
    tuple of list of torch.Tensor, shapes (out, k)
    """
    pairs = [drawn_weights(one, seed, name) for name, one in zip(made.classes, made.draws, strict=True)]
    return [new for new, _ in pairs], [mask for _, mask in pairs]


@dataclass(frozen=True, eq=False)
class ClassDraws:
    """What CoreNet draws from every class.

    Parameters
    ----------
    classes : dict of str to LayerClasses
        The classes, by the name of the weight.
    draws : list of Draws
        What to draw from the layers.
    told : dict
        What the report says.
    scores : list of torch.Tensor or None
        Scores that share a budget; ``None`` if draws come from ε and δ.
    """

    classes: dict[str, LayerClasses]
    draws: list[Draws]
    told: dict[str, Any]
    scores: list[torch.Tensor] | None = None

    def with_budget(self, kept: int, allocation: str) -> ClassDraws:
        """The same with another number of edges stored on average."""
        assert self.scores is not None
        draws = _shared(self.classes, self.scores, kept, allocation)
        told = {**told_of_classes(self.classes, draws), "class_errors": told_of_errors(self.classes, draws)}
        return replace(self, draws=draws, told={**self.told, **told})


def class_draws(
    twin: Subject,
    goal: Goal,
    sample: Sample,
    options: SamplingOptions,
    silent: Mapping[str, torch.Tensor] | None = None,
) -> ClassDraws:
    """What CoreNet draws from every class, for a budget or for ε and δ.

    Parameters
    ----------
    twin : Subject
        A network in float64.
    goal : Goal
        Number of edges stored on average, or ε and δ.
    sample : Sample
        Inputs; if the counts are conformal, the last half of them calibrates.
    options : SamplingOptions
        What callers may choose.
    silent : mapping of str to torch.Tensor of bool, optional
        Neurons that get no edges, by the name of the weight.

    Returns
    -------
    ClassDraws
    """
    calibration = None
    if goal.eps is not None and options.counts == "conformal":
        sample, calibration = split(sample, (sample.size + 1) // 2)
    classes = _without(layer_classes(twin, sample), silent)
    told: dict[str, Any] = {"seed": options.seed, "points_of_one_input": all(c.n_points == 1 for c in classes.values())}
    if goal.kept is not None:
        scores = class_scores(twin, sample, classes, options.allocation)
        told["requested"] = goal.kept
        return ClassDraws(classes, [], told, scores).with_budget(goal.kept, options.allocation)
    assert goal.eps is not None
    assert goal.delta is not None
    if calibration is not None:
        draws, told["conformal"] = conformal_draws(twin, calibration, classes, goal.eps, goal.delta, options.alpha)
    else:
        plan = network_plan(twin, classes, goal.eps, goal.delta)
        sharpened = options.counts == "sharpened"
        wanted = [one.sharpened_counts if sharpened else one.counts for one in plan.layers.values()]
        pairs = zip(classes.values(), wanted, strict=True)
        draws = [draws_of_counts(one.weights, one.sensitivities, counts) for one, counts in pairs]
        told["plan"] = told_of_plan(plan, classes, (goal.eps, goal.delta))
    return ClassDraws(classes, draws, {**told, **told_of_classes(classes, draws)})


def _without(classes: dict[str, LayerClasses], silent: Mapping[str, torch.Tensor] | None) -> dict[str, LayerClasses]:
    """The classes, those of silent neurons dead."""
    if not silent:
        return classes
    return {name: one.without(silent[name]) if name in silent else one for name, one in classes.items()}


def _shared(
    classes: Mapping[str, LayerClasses],
    scores: list[torch.Tensor],
    kept: int,
    allocation: str,
    *,
    keep_certain: bool = False,
) -> list[Draws]:
    """Draws that share a budget: each layer its part of it, but a draw for each class, or all together."""
    weights = [one.weights for one in classes.values()]
    if allocation != "layers":
        return draws_for_budget(weights, scores, kept, keep_certain=keep_certain)
    alive = [int((totals_of(w, score) > 0).sum()) for w, score in zip(weights, scores, strict=True)]
    check_enough(kept, sum(alive))
    parts = _parts(kept, [part.numel() for part in weights], alive)
    return [
        draws_for_budget([w], [score], part, keep_certain=keep_certain)[0]
        for w, score, part in zip(weights, scores, parts, strict=True)
    ]


@torch.no_grad()
def _predicted(twin: Subject, sample: Sample, scores: list[torch.Tensor], probabilities: list[torch.Tensor]) -> float:
    """First-order root mean square of ‖f̃(x) - f(x)‖ on the sample, over that of ‖f(x)‖."""
    flat = [torch.cat([part.reshape(-1) for part in parts]) for parts in (scores, probabilities)]
    whole = sum(float(forward(twin.network, batch).square().sum()) for batch in sample.batches(twin.network))
    change = neyman_mean_square(*flat) * sample.size
    return math.sqrt(change / whole) if whole > 0 else (math.inf if change > 0 else 0.0)


@torch.no_grad()
def _by_moments(twin: Subject, sample: Sample, probabilities: Mapping[str, torch.Tensor]) -> float:
    """The same with the moments of every layer, on as many points of the sample as take a few seconds."""
    shapes = [layer.matrix.shape for layer in twin.layers]
    cost = sum(out * inputs * (out + inputs) for out, inputs in shapes[1:]) + sum(out**2 for out, _ in shapes)
    points = next(iter(sample.batches(twin.network)))[: max(8, _MOMENT_COST // cost)]
    few = max(1, _COVARIANCE_ENTRIES // max(out for out, _ in shapes) ** 2)
    change = sum(float(expected_square_error(twin.network, probabilities, part).sum()) for part in points.split(few))
    whole = float(forward(twin.network, points).square().sum())
    return math.sqrt(change / whole) if whole > 0 else (math.inf if change > 0 else 0.0)


def _parts(kept: int, sizes: list[int], least: list[int]) -> list[int]:
    """A budget in proportion to sizes, but no part below its least; it is at least as large as these together."""
    parts = apportion(kept, sizes)
    fixed: set[int] = set()
    while sum(least) <= kept:
        short = {i for i, part in enumerate(parts) if part < least[i]} - fixed
        if not short:
            break
        fixed |= short
        free = [i for i in range(len(sizes)) if i not in fixed]
        rest = iter(apportion(kept - sum(least[i] for i in fixed), [sizes[i] for i in free]) if free else [])
        parts = [least[i] if i in fixed else next(rest) for i in range(len(sizes))]
    return parts


def _included(
    subject: Subject, twin: Subject, goal: Goal, sample: Sample, options: SamplingOptions, *, pivotal: bool
) -> EdgeSample:
    """Independent or pivotal inclusion; what no input of the sample uses comes last, largest weights first."""
    assert goal.kept is not None
    scores = edge_scores(twin, sample, options.weighting, options.loss, options.floor)
    weights = [layer.matrix.double() for layer in subject.layers]
    probabilities = inclusion_probabilities(scores, goal.kept)
    seen = sum(int((score > 0).sum()) for score in scores)
    if goal.kept > seen:
        rest = [torch.where(score > 0, -1.0, w.abs()) + 2 for w, score in zip(weights, scores, strict=True)]
        more = largest(rest, goal.kept - seen)
        probabilities = [torch.where(add, 1.0, p) for add, p in zip(more, probabilities, strict=True)]
    triples = list(zip(weights, probabilities, [layer.name for layer in subject.layers], strict=True))
    if pivotal:
        orders = merge_orders(twin, sample)
        pairs = [pivotal_weights(w, p, orders[name], options.seed, name) for w, p, name in triples]
    else:
        pairs = [included_weights(w, p, options.seed, name) for w, p, name in triples]
    told: dict[str, Any] = {"seed": options.seed, "requested": goal.kept}
    told["expected"] = float(sum(p.sum() for p in probabilities))
    if options.weighting == "activation_jacobian":
        plain = edge_scores(twin, sample, options.weighting, options.loss)
        predicted = _predicted(twin, sample, plain, probabilities)
        told["error_if_independent" if pivotal else "predicted_error"] = predicted
        if not pivotal and follows_moments(twin.network):
            names = [layer.name for layer in twin.layers]
            told["predicted_error_by_moments"] = _by_moments(twin, sample, dict(zip(names, probabilities, strict=True)))
    told["layers"] = [
        {"name": layer.name, "expected": float(p.sum()), "kept_as_they_are": int((p == 1).sum()),
         "unseen_edges": int(((w != 0) & (score == 0)).sum())}
        for layer, p, w, score in zip(subject.layers, probabilities, weights, scores, strict=True)
    ]  # fmt: skip
    return EdgeSample([new for new, _ in pairs], [mask for _, mask in pairs], told)
