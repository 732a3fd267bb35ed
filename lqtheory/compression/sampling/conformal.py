"""Numbers of draws from calibration points instead of assumptions on unseen inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.certificates.unseen import conformal_radius
from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses
from lqtheory.compression.sampling.points import ClassWeights, Points, groups_of, visit_points
from lqtheory.compression.sampling.products import raise_to_products
from lqtheory.compression.sampling.rates import Draws, draws_of_counts
from lqtheory.compression.sampling.sums import class_sums

__all__ = ["FLOOR", "conformal_draws"]

#: Share of the distribution of every class that is spread evenly, so that edges unseen so far have a finite cost.
FLOOR = 0.1


def conformal_draws(
    twin: Subject,
    calibration: Sample,
    classes: Mapping[str, LayerClasses],
    epsilon: float,
    delta: float,
    alpha: float,
) -> tuple[list[Draws], dict[str, Any]]:
    """Draws with which a new input is approximated in all classes with probability at least 1 - α - δ.

    m_i = c max(S_i, 1), where c is the ⌈(1-α)(N+1)⌉-th smallest over the calibration inputs of
    max_i ln(2/δ_i) (2 V_i + (2/3) ε max(B_i - 1, 1))/(ε² max(S_i, 1)), δ_i = δ/(number of classes at all positions).

    Parameters
    ----------
    twin : Subject
        A network in float64.
    calibration : Sample
        Inputs independent of those of the sensitivities.
    classes : mapping of str to LayerClasses
        The classes.
    epsilon, delta, alpha : float
        Relative error, and the two probabilities.

    Returns
    -------
    list of Draws
        With q = 0.9 s/S + 0.1/n in every class.
    dict
        What the report says.

    Notes
    -----
    For the classes at the activations of the dense network; how errors of layers add up is not covered.

    References
    ----------
    Dossier coreset.oos.conformal_m.
    """
    weights = groups_of(twin)
    scores = {name: _floored(one) for name, one in classes.items()}
    totals = {name: one.totals.clamp(min=1.0) for name, one in classes.items()}
    n_classes = sum(2 * one.positions * len(one.weights) for one in classes.values())
    logs = math.log(2 * n_classes / delta)
    needed = torch.zeros(calibration.size, dtype=torch.float64, device=next(iter(totals.values())).device)

    def visit(parts: list[Points]) -> None:
        first = parts[0]
        rates = [_rates(weights[first.name], part, scores[first.name], totals[first.name], epsilon) for part in parts]
        most = torch.stack(rates).amax(dim=0).reshape(-1, first.positions).amax(dim=1)
        mine = needed[first.start : first.start + len(most)]
        torch.maximum(mine, most * logs, out=mine)

    visit_points(twin, calibration, weights, visit)
    rate = conformal_radius(needed, coverage=1 - alpha)
    draws = [draws_of_counts(one.weights, scores[name], totals[name] * rate) for name, one in classes.items()]
    told = {"eps": epsilon, "delta": delta, "alpha": alpha, "inputs": calibration.size, "rate": rate}
    return draws, told


def _floored(one: LayerClasses) -> torch.Tensor:
    """Shares q of every edge in its class: 0.9 s/S + 0.1/n, over edges that are not 0."""
    shares = torch.zeros_like(one.weights)
    for sign, total in zip((1, -1), one.totals, strict=True):
        mine = one.weights * sign > 0
        sizes = mine.sum(dim=1, keepdim=True).clamp(min=1)
        even = mine / sizes
        part = torch.where(mine, one.sensitivities, 0.0) / torch.where(total > 0, total, 1.0)[:, None]
        shares += torch.where((total > 0)[:, None], (1 - FLOOR) * part + FLOOR * even, even)
    return shares


def _rates(
    classes: ClassWeights, points: Points, shares: torch.Tensor, totals: torch.Tensor, epsilon: float
) -> torch.Tensor:
    """Largest over classes of (2V + (2/3) ε max(B-1, 1))/(ε² S), shape (N,); 0 where V = 0."""
    inverse = torch.where(shares > 0, 1.0 / torch.where(shares > 0, shares, 1.0), 0.0)
    (second,) = class_sums(classes, points, [(2, inverse)])
    rows = classes.rows(points.group)
    both = classes.both(points.group) * torch.cat([inverse[rows], inverse[rows]])
    largest = torch.zeros_like(points.sums)
    raise_to_products(largest, points.values.T.contiguous(), both.T.contiguous())
    ranges = largest * points.reciprocals
    variances = (second - 1.0).clamp(min=0.0)
    cost = 2 * variances + 2 / 3 * epsilon * (ranges - 1).clamp(min=1.0)
    flat = torch.cat([totals[0, rows], totals[1, rows]])
    varies = (points.reciprocals > 0) & (variances > 1e-12)
    return (torch.where(varies, cost, 0.0) / (epsilon**2 * flat)).amax(dim=1)
