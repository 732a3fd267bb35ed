"""The real loss along the magnitude path: what one-shot pruning costs without any model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.quadratic import GRID, _first_failure
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept

__all__ = ["batch_losses", "one_shot_sublevel"]


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


def one_shot_sublevel(
    path: MagnitudePath,
    made: Any,
    epsilon: float,
    *,
    grid: int = GRID,
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
    grid : int
        Points of the path that are looked at first, at least 2.
    on_progress : callable, optional
        ``on_progress(done, total)`` in points of the grid.
    kept : Kept, optional
        Where the losses are kept, point by point.

    Returns
    -------
    Prediction
        A measurement in the same record; ``not monotone`` where a later grid point satisfies the condition again.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.model.
    """
    epsilon = checked_tolerance(epsilon, "one_shot_sublevel")
    if grid < 2:
        raise DomainError(f"grid={grid} is below 2 (one_shot_sublevel); use at least the two ends")
    base = made.value()

    def fits(k: int) -> bool:
        loss = (
            made.value(path.point(k)) if kept is None else kept.number(f"loss-{k}", lambda: made.value(path.point(k)))
        )
        return bool(loss <= base + epsilon)

    counts = np.unique(np.linspace(0, path.prunable, grid).astype(int))
    holds = np.ones(counts.size, dtype=bool)
    for i, k in enumerate(counts):
        holds[i] = k == 0 or fits(int(k))
        if on_progress is not None:
            on_progress(i + 1, counts.size)
    found = _first_failure("measured: one-shot loss", path, counts, holds, fits)
    return Prediction(found.name, found.count, found.low, found.high, found.prunable, "exact", found.status, "measured")
