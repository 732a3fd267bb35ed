"""Sums over the edges of every class at the points of a sample: a second look, once it is known what to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.points import ClassWeights, Points, groups_of, visit_points

__all__ = ["Table", "class_extremes", "class_sums"]

#: Power p and factors t_j, shape (out, k), of Σ_j t_j g_j(x)^p.
Table = tuple[int, torch.Tensor]


def class_sums(classes: ClassWeights, points: Points, tables: Sequence[Table]) -> list[torch.Tensor]:
    """Weighted sums of powers of relative importances.

    Σ_j t_j g_j(x)^p, g_j(x) = w_j a_j(x)/z(x) in each class.

    Parameters
    ----------
    classes : ClassWeights
        The layer.
    points : Points
        Points of one of its groups.
    tables : sequence of (int, torch.Tensor)
        p, and t_j >= 0 of shape (out, k) of the whole layer.

    Returns
    -------
    list of torch.Tensor of float64, shapes (N, 2 * out / groups)
        Positive classes, then negative ones; 0 where z = 0.
    """
    rows = classes.rows(points.group)
    both, reciprocals = classes.both(points.group), points.reciprocals
    sums = []
    for power, table in tables:
        factors = both**power * torch.cat([table[rows], table[rows]])
        sums.append((points.values**power @ factors.T) * reciprocals**power)
    return sums


def class_extremes(
    subject: Subject,
    sample: Sample,
    tables: Mapping[str, Sequence[Table]],
    combine: Callable[[list[torch.Tensor]], list[torch.Tensor]],
) -> dict[str, list[torch.Tensor]]:
    """Largest values over a sample of what is computed from sums over the edges of every class.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    tables : mapping of str to sequence of (int, torch.Tensor)
        What :func:`class_sums` is to sum, by the name of the weight.
    combine : callable
        From those sums to the values whose maxima are wanted.

    Returns
    -------
    dict of str to list of torch.Tensor of float64, shapes (2, out)
        Points with z = 0 are skipped; -inf for classes without other points.

    Notes
    -----
    Memory O(weights + one batch).
    """
    classes = {name: one for name, one in groups_of(subject).items() if name in tables}
    found: dict[str, list[torch.Tensor]] = {}

    def visit(parts: list[Points]) -> None:
        for points in parts:
            one = classes[points.name]
            rows = one.rows(points.group)
            values = combine(class_sums(one, points, tables[points.name]))
            if points.name not in found:
                found[points.name] = [values[0].new_full((2, len(one.weights)), -torch.inf) for _ in values]
            for best, value in zip(found[points.name], values, strict=True):
                largest = torch.where(points.reciprocals > 0, value, -torch.inf).amax(dim=0)
                best[:, rows] = torch.maximum(best[:, rows], torch.stack(largest.chunk(2)))

    visit_points(subject, sample, classes, visit)
    return found
