"""Several coresets of every class, of which the one with the smallest error on other inputs is kept (CoreNet++)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses
from lqtheory.compression.sampling.drawing import drawn_weights, urns_of
from lqtheory.compression.sampling.options import EdgeSample, SamplingOptions
from lqtheory.compression.sampling.points import Points, groups_of, visit_points
from lqtheory.compression.sampling.rates import Draws, spread
from lqtheory.compression.sampling.scores import rounded
from lqtheory.compression.sampling.sums import class_sums

__all__ = ["BASE", "best_of_candidates", "number_of_candidates"]

#: c of the paper: with ⌈ln(4η/δ)/ln c⌉ candidates one has at most c times the mean failure rate.
BASE = 10 / 9
_WITHOUT_DELTA = 10


def number_of_candidates(classes: Mapping[str, LayerClasses], goal: Goal, options: SamplingOptions) -> int:
    """How many coresets of each class are drawn.

    τ = ⌈ln(4η/δ)/ln(10/9)⌉ for (ε, δ); 10 for a budget; or what was asked for.

    Parameters
    ----------
    classes : mapping of str to LayerClasses
        The classes.
    goal : Goal
        Budget, or ε and δ.
    options : SamplingOptions
        What callers may choose.

    Returns
    -------
    int

    References
    ----------
    baykal_2019; dossier coreset.amplify.
    """
    if options.candidates is not None:
        return options.candidates
    if goal.delta is None:
        return _WITHOUT_DELTA
    eta = sum(one.positions * len(one.weights) for one in classes.values())
    return math.ceil(math.log(4 * eta / goal.delta) / math.log(BASE))


def best_of_candidates(
    twin: Subject,
    others: Sample,
    classes: Mapping[str, LayerClasses],
    draws: list[Draws],
    goal: Goal,
    options: SamplingOptions,
) -> EdgeSample:
    """New weights, each class from the candidate with the smallest error on inputs that it was not drawn from.

    The error is the mean of |ẑ/z - 1| over points with z > 0; for (ε, δ) first the number of points where it exceeds ε.

    Parameters
    ----------
    twin : Subject
        A network in float64.
    others : Sample
        Inputs independent of those of the sensitivities.
    classes : mapping of str to LayerClasses
        The classes.
    draws : list of Draws
        What to draw from the layers.
    goal : Goal
        Budget, or ε and δ.
    options : SamplingOptions
        What callers may choose.

    Returns
    -------
    EdgeSample

    Notes
    -----
    Candidates are drawn anew from the seed where they are needed, so that memory stays O(weights + one batch). The
    errors of the chosen ones are too good as estimates, since they were chosen by them.

    References
    ----------
    baykal_2019; dossier coreset.amplify.
    """
    number = number_of_candidates(classes, goal, options)
    by_name = dict(zip(classes, draws, strict=True))
    urns = {name: urns_of(draw) for name, draw in by_name.items()}

    def candidate(name: str, t: int) -> tuple[torch.Tensor, torch.Tensor]:
        return drawn_weights(by_name[name], options.seed, name, "candidate", t, urns=urns[name])

    weights = groups_of(twin)
    errors = {
        name: torch.zeros(number, 2, *one.totals.shape, dtype=torch.float64, device=one.weights.device)
        for name, one in classes.items()
    }

    def visit(parts: list[Points]) -> None:
        name, rows = parts[0].name, weights[parts[0].name].rows(parts[0].group)
        for t in range(number):
            new, _ = candidate(name, t)
            w = by_name[name].weights
            factors = torch.where(w != 0, new / torch.where(w != 0, w, 1.0), 0.0)
            for points in parts:
                (ratios,) = class_sums(weights[name], points, [(1, factors)])
                error = torch.where(points.reciprocals > 0, (ratios - 1.0).abs(), 0.0)
                failed = error > (math.inf if goal.eps is None else goal.eps)
                errors[name][t, 0][:, rows] += torch.stack(failed.double().sum(dim=0).chunk(2))
                errors[name][t, 1][:, rows] += torch.stack(error.sum(dim=0).chunk(2))

    visit_points(twin, others, weights, visit)
    new_weights, masks, means = [], [], []
    for name, draw in by_name.items():
        failures, sums = errors[name].unbind(dim=1)
        best = rounded(failures + sums / (1.0 + sums), 40).argmin(dim=0)  # the first of equals, whatever rounding says
        chosen = spread(draw.weights, best.double()).long()
        weight, mask = torch.zeros_like(draw.weights), torch.zeros_like(draw.exact)
        for t in range(number):
            new, kept = candidate(name, t)
            mine = chosen == t
            weight, mask = torch.where(mine, new, weight), mask | (mine & kept)
        new_weights.append(weight)
        masks.append(mask)
        means.append((float(sums.mean()), float(sums.gather(0, best[None]).mean())))
    whole, picked = (sum(pair[i] for pair in means) for i in (0, 1))
    told: dict[str, Any] = {
        "candidates": {"number": number, "inputs": others.size, "ratio": picked / whole if whole > 0 else 1.0}
    }
    return EdgeSample(new_weights, masks, told)
