"""The real loss along the magnitude path: what one-shot pruning costs without any model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.displacements import GRID
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath, first_failure
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept

__all__ = ["batch_losses", "one_shot_sublevel", "path_losses"]

#: Multiplications of a weight and an input up to which the loss is measured at every point of the path: about a minute.
EVERY_POINT = 10**11
#: Losses that are kept on disk at a time.
_BLOCK = 128


def batch_losses(made: Any) -> np.ndarray:
    """Mean loss of each micro-batch of an objective, for :func:`batch_deviation` with a batch of one.

    Parameters
    ----------
    made : lqtheory.curvature.Objective
        With the batch size in question.

    Returns
    -------
    array of float64, shape (batches,)
        The last, shorter batch left out.

    Raises
    ------
    DomainError
        If there are not two full batches.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import objective
    >>> data = (torch.tensor([[1.0], [1.0], [3.0], [3.0]]), torch.zeros(4))
    >>> net = torch.nn.Linear(1, 1, bias=False)
    >>> _ = net.weight.data.fill_(1.0)
    >>> batch_losses(objective(net, data, batch_size=2)).tolist()
    [1.0, 9.0]
    """
    found = [
        (length, float(made.batch_loss(length, inputs, targets).detach()) / made.share(length))
        for _, length, inputs, targets in made.read()
    ]
    whole = max(length for length, _ in found)
    full = np.array([loss / (1.0 if made.reduction == "mean" else whole) for length, loss in found if length == whole])
    if full.size < 2:
        raise DomainError(
            f"the data make {full.size} batches of {whole} examples (batch_losses); give at least two, or an epsilon"
        )
    return full


def path_losses(
    path: MagnitudePath,
    made: Any,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
) -> np.ndarray:
    """Losses at every point of the magnitude path.

    Parameters
    ----------
    path : MagnitudePath
        Weights of the objective's network, in its layout.
    made : lqtheory.curvature.Objective
        The mean loss.
    on_progress : callable, optional
        ``on_progress(done, total)`` in points.
    kept : Kept, optional
        Where the losses are kept, 128 at a time.

    Returns
    -------
    array of float64, shape (P + 1,)
        L(w_k), k = 0, ..., P.

    Notes
    -----
    P + 1 evaluations of the loss.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import objective
    >>> from lqtheory.limits import magnitude_path
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> _ = net.weight.data.copy_(torch.tensor([[1.0, 2.0]]))
    >>> made = objective(net, (torch.eye(2).double(), torch.zeros(2).double()))
    >>> path_losses(magnitude_path([1.0, 2.0]), made).tolist()
    [2.5, 2.0, 0.0]
    """
    total = path.prunable + 1
    found: list[float] = []
    for first in range(0, total, _BLOCK):

        def block(first: int = first) -> list[float]:
            return [float(made.value(path.point(k))) for k in range(first, min(first + _BLOCK, total))]

        found += block() if kept is None else kept.number(f"losses-{first}", block)
        if on_progress is not None:
            on_progress(len(found), total)
    return np.array(found)


def one_shot_sublevel(
    path: MagnitudePath,
    made: Any,
    epsilon: float,
    *,
    grid: int | None = None,
    losses: np.ndarray | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
) -> Prediction:
    r"""Measured: the end of the range from 0 in which L(w_k) <= L(w*) + ε.

    Parameters
    ----------
    path : MagnitudePath
        Weights of the objective's network, in its layout.
    made : lqtheory.curvature.Objective
        The mean loss.
    epsilon : float
        Tolerated loss, >= 0.
    grid : int, optional
        Points of the path that are looked at first, at least 2. By default every point, where that takes at most 10^11
        multiplications of a weight and an input in matrix products and convolutions, else 33 points.
    losses : array of float64, shape (P + 1,), optional
        Of :func:`path_losses`, where they are known.
    on_progress : callable, optional
        ``on_progress(done, total)`` in points.
    kept : Kept, optional
        Where the losses are kept.

    Returns
    -------
    Prediction
        A measurement in the same record; ``not monotone`` where a later point satisfies the condition again. It is
        ``exact`` if every point was looked at. On a grid it is ``estimated``, by bisection between the last grid point
        up to which none failed, the lower end of the interval, and the next: where the loss rises above the tolerance
        and falls below it again between two earlier points, the end of the range is missed.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.
    ShapeError
        If ``losses`` has another length.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import objective
    >>> from lqtheory.limits import magnitude_path
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> _ = net.weight.data.copy_(torch.tensor([[1.0, 2.0]]))
    >>> made = objective(net, (torch.eye(2).double(), torch.ones(2).double()))
    >>> one_shot_sublevel(magnitude_path([1.0, 2.0]), made, 0.4).status  # losses 0.5, 1 and 1
    ''
    """
    epsilon = checked_tolerance(epsilon, "one_shot_sublevel")
    if grid is not None and grid < 2:
        raise DomainError(f"grid={grid} is below 2 (one_shot_sublevel); use at least the two ends")
    if losses is not None and np.shape(losses) != (path.prunable + 1,):
        raise ShapeError(f"losses has shape {np.shape(losses)} (one_shot_sublevel); give all {path.prunable + 1}")
    if losses is None and grid is None and path.prunable * made.multiplications() <= EVERY_POINT:
        losses = path_losses(path, made, on_progress=on_progress, kept=kept)
    if losses is not None:
        holds = losses <= losses[0] + epsilon
        counts = np.arange(path.prunable + 1)
        found = first_failure("measured: one-shot loss", path, counts, holds, None)
        return dataclasses.replace(found, note="measured")
    base = made.value()

    def fits(k: int) -> bool:
        loss = (
            made.value(path.point(k)) if kept is None else kept.number(f"loss-{k}", lambda: made.value(path.point(k)))
        )
        return bool(loss <= base + epsilon)

    counts = np.unique(np.linspace(0, path.prunable, grid or GRID).astype(int))
    holds = np.ones(counts.size, dtype=bool)
    for i, k in enumerate(counts):
        holds[i] = k == 0 or fits(int(k))
        if on_progress is not None:
            on_progress(i + 1, counts.size)
    found = first_failure("measured: one-shot loss", path, counts, holds, fits)
    return dataclasses.replace(found, note=f"measured at {counts.size} points")
