"""Mean squares of relative importances: the scores of the distribution with the least mean variance."""

from __future__ import annotations

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.points import Points, groups_of, visit_points

__all__ = ["mean_importances"]

#: Largest 1/z that is squared; smaller z, relative to the largest weight and activation, no float32 network has.
_MOST = 1e150


def mean_importances(subject: Subject, sample: Sample) -> dict[str, torch.Tensor]:
    """Roots of the mean squared relative importance of every edge.

    r_ij = (mean over points of g_ij(x)²)^{1/2}, g_ij(x) = w_ij a_j(x)/z_i(x) in the class of the edge.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to torch.Tensor of float64, shapes (out, k)
        By the name of the weight. In [0, 1] if no activation is negative, in [0, √2] otherwise.

    Raises
    ------
    UnsupportedError, ShapeError
        As :func:`lqtheory.compression.sampling.points.visit_points`.

    Notes
    -----
    Draws of a class in proportion to r_ij have the least mean variance of ẑ_i/z_i on the sample. Points with z = 0
    count as 0. Positive and negative activations are points of their own, and the mean is over positions.

    References
    ----------
    Dossier coreset.meanopt_q, coreset.poisson.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> from lqtheory.compression.sampling.points import doubled
    >>> net = torch.nn.Linear(2, 1)
    >>> _ = net.weight.data.copy_(torch.tensor([[1.0, 3.0]]))
    >>> points = Sample(torch.tensor([[1.0, 1.0], [1.0, 0.0]]))
    >>> mean_importances(doubled(subject_of(net)), points)["weight"].square().round(decimals=9).tolist()
    [[0.53125, 0.28125]]
    """
    groups = groups_of(subject)
    squares = {name: torch.zeros_like(one.weights) for name, one in groups.items()}
    positions = {name: [0] * one.groups for name, one in groups.items()}

    def visit(parts: list[Points]) -> None:
        for points in parts:
            one = groups[points.name]
            shares = points.reciprocals.clamp(max=_MOST).square().T @ points.values.square()
            squares[points.name][one.rows(points.group)] += sum((shares * one.both(points.group).square()).chunk(2))
        positions[parts[0].name][parts[0].group] += len(parts[0].values)

    visit_points(subject, sample, groups, visit)
    return {name: (total / max(1, *positions[name])).sqrt() for name, total in squares.items()}
