"""Scores of edges whose worst variance on the sample is least, by weights of the points (``coreset.minimax_q``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses, totals_of
from lqtheory.compression.sampling.points import ClassWeights, Points, groups_of, visit_points
from lqtheory.compression.sampling.rates import spread
from lqtheory.compression.sampling.remembered import digest_of
from lqtheory.compression.sampling.scores import rounded
from lqtheory.compression.sampling.sums import class_sums

__all__ = ["Minimax", "minimax_classes"]

#: Looks at the sample at most, and the relative gap between the certificates at which all classes are done.
STEPS, GAP = 40, 0.02
_Found = tuple[dict[str, torch.Tensor], dict[str, torch.Tensor], dict[str, torch.Tensor]]
#: The last result, and what it was found for: it depends neither on a budget nor on a seed, and takes twenty times as
#: long as what follows, so that a sweep over these looks at the sample 40 times once.
_LAST: dict[str, _Found] = {}
#: Power of v in an update. The dossier has 1/2, with which the gaps seen after 40 looks were twice as large; the
#: certificates hold whatever the weights are.
POWER = 0.9
#: Relative gain below which one distribution is no better than another, whatever the order of sums says.
NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class Minimax:
    """The classes with minimax scores, and how close to the optimum these are.

    Parameters
    ----------
    classes : dict of str to LayerClasses
        By the name of the weight; ``sensitivities`` holds S* (q*/2 + s/(2S)), of sum S* in each class.
    lower, upper : dict of str to torch.Tensor of float64, shapes (2, out)
        Certificates: the least worst second moment S* lies between; 0 for dead classes.
    """

    classes: dict[str, LayerClasses]
    lower: dict[str, torch.Tensor]
    upper: dict[str, torch.Tensor]

    def told(self) -> list[dict[str, Any]]:
        """What the report says: the mean of S* and the largest relative gap between its certificates, by layer."""
        entries = []
        for name, lower in self.lower.items():
            alive = lower > 0
            gap = float((self.upper[name][alive] / lower[alive] - 1.0).max()) if bool(alive.any()) else 0.0
            mean = float(lower[alive].mean()) if bool(alive.any()) else 0.0
            entries.append({"name": name, "mean_least_second_moment": mean, "largest_gap": gap})
        return entries


def minimax_classes(subject: Subject, sample: Sample, classes: Mapping[str, LayerClasses]) -> Minimax:
    """Scores by the distribution q* that minimises max_x Σ_j g_j(x)²/q_j in every class.

    q_j ∝ (Σ_x π_x g_j(x)²)^{1/2}; the weights of the points follow π_x ← π_x v_x^{0.9}, v_x = Σ_j g_j(x)²/q_j. Half of
    the sensitivities' distribution is mixed in, which keeps every term of the estimate below 2 S.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : mapping of str to LayerClasses
        Its classes.

    Returns
    -------
    Minimax

    Notes
    -----
    The sample is looked at up to 40 times. Memory O(weights + points * neurons): a weight for each point and class.
    The last result is kept, and returned again for the same weights and sensitivities and the same inputs.

    References
    ----------
    Dossier coreset.minimax_q.
    """
    known = digest_of(subject, sample, classes)
    if known not in _LAST:
        found = _searched(subject, sample, classes)
        _LAST.clear()
        _LAST[known] = found
    scores, lower, upper = _LAST[known]
    scored = {name: replace(one, sensitivities=scores[name]) for name, one in classes.items()}
    return Minimax(scored, lower, upper)


def _searched(subject: Subject, sample: Sample, classes: Mapping[str, LayerClasses]) -> _Found:
    """Scores and certificates, by looking at the sample."""
    groups = {name: one for name, one in groups_of(subject).items() if name in classes}
    search = _Search(groups, {name: one.weights for name, one in classes.items()})
    for _ in range(STEPS):
        visit_points(subject, sample, groups, search.visit)
        if search.finish() <= GAP:
            break
    scored, lower, upper = {}, {}, {}
    for name, one in classes.items():
        lower[name], upper[name] = search.lower[name], search.upper[name]
        totals = spread(one.weights, one.totals)
        plain = one.sensitivities / torch.where(totals > 0, totals, 1.0)
        scores = spread(one.weights, lower[name]) * (search.best[name] + plain) / 2
        scored[name] = rounded(torch.where(one.sensitivities > 0, scores, 0.0), 30)
    return scored, lower, upper


class _Search:
    """Weights of the points, and the distributions they give."""

    def __init__(self, groups: Mapping[str, ClassWeights], weights: Mapping[str, torch.Tensor]) -> None:
        self.groups, self.weights = groups, weights
        self.shares: dict[str, torch.Tensor] = {}  # q of the weights before this look
        self.points: list[torch.Tensor] = []
        self.best = {name: torch.zeros_like(w) for name, w in weights.items()}
        self.lower = {name: torch.zeros_like(totals_of(w, w)) for name, w in weights.items()}
        self.upper = {name: torch.full_like(lower, torch.inf) for name, lower in self.lower.items()}
        self._begin()

    def _begin(self) -> None:
        self.place = 0
        self.moments = {name: torch.zeros_like(w) for name, w in self.weights.items()}
        self.masses = {name: torch.zeros_like(lower) for name, lower in self.lower.items()}
        self.largest = {name: torch.zeros_like(lower) for name, lower in self.lower.items()}

    def visit(self, parts: list[Points]) -> None:
        """Update the weights of these points, and add up Σ π g² and Σ π."""
        for points in parts:
            one, name = self.groups[points.name], points.name
            rows = one.rows(points.group)
            if len(self.points) == self.place:
                self.points.append((points.reciprocals > 0).double())
            if name in self.shares:
                inverse = torch.where(self.shares[name] > 0, 1.0 / self.shares[name].clamp(min=1e-300), 0.0)
                (values,) = class_sums(one, points, [(2, inverse)])
                most = torch.stack(values.amax(dim=0).chunk(2))
                self.largest[name][:, rows] = torch.maximum(self.largest[name][:, rows], most)
                # Divided by the lower certificate, which keeps the weights within a float's range.
                self.points[self.place] *= (values / self.lower[name][:, rows].reshape(-1).clamp(min=1.0)) ** POWER
            pi = self.points[self.place]
            self.place += 1
            squares = (pi * points.reciprocals.square()).T @ points.values.square() * one.both(points.group).square()
            self.moments[name][rows] += sum(squares.chunk(2))
            self.masses[name][:, rows] += torch.stack(pi.sum(dim=0).chunk(2))

    def finish(self) -> float:
        """End a look: the largest relative gap of all classes; the best distribution of each is kept."""
        worst = 0.0
        for name, w in self.weights.items():
            roots = self.moments[name].sqrt()
            totals = totals_of(w, roots)
            masses = self.masses[name]
            dual = torch.where(masses > 0, totals.square() / torch.where(masses > 0, masses, 1.0), 0.0)
            if name in self.shares:
                better = self.largest[name] < self.upper[name] * (1.0 - NOISE)
                self.upper[name] = torch.where(better, self.largest[name], self.upper[name])
                self.best[name] = torch.where(spread(w, better.double()) > 0, self.shares[name], self.best[name])
                alive = self.lower[name] > 0
                gaps = self.upper[name][alive] / self.lower[name][alive] - 1.0
                worst = max(worst, float(gaps.max()) if gaps.numel() else 0.0)
            else:
                worst = torch.inf if bool((dual > 0).any()) else worst
            self.lower[name] = torch.maximum(self.lower[name], dual)
            self.shares[name] = roots / spread(w, torch.where(totals > 0, totals, 1.0)).clamp(min=1e-300)
            self.upper[name] = torch.where(self.lower[name] > 0, self.upper[name], 0.0)
        self._begin()
        return worst
