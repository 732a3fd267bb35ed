"""The real loss after the kept weights were retrained on the mask: the truth for predictors with retraining."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.records import Prediction

__all__ = ["Retrained", "retrain_kept", "retrained_sublevel"]

#: Pairs of steps and gradients that L-BFGS remembers.
MEMORY = 20


@dataclass(frozen=True, eq=False)
class Retrained:
    """What retraining on a mask came to.

    Parameters
    ----------
    loss : float
        Least loss that was met; the weights attain it.
    start : float
        Loss before retraining.
    weights : array of float64, shape (D,)
        Zero, or as they were, wherever the mask keeps nothing.
    evaluations : int
        Of loss and gradient.
    status : {"enough", "converged", "budget"}
        Why it ended: the loss wanted was met, the optimiser saw no more progress, or the budget was used up.
    """

    loss: float
    start: float
    weights: np.ndarray
    evaluations: int
    status: str


class _Ended(Exception):
    """Raised inside the optimiser to leave it."""


def retrain_kept(made: Any, weights: Any, kept: Any, *, evaluations: int = 200, enough: float = -math.inf) -> Retrained:
    r"""Minimise the real loss over the kept weights, the others staying as they are, with full-batch L-BFGS.

    Parameters
    ----------
    made : lqtheory.curvature.Objective
        The mean loss.
    weights : array-like, shape (D,)
        Where to start, pruned weights already zero.
    kept : array-like of bool, shape (D,)
        Which may move, those that are never pruned included.
    evaluations : int
        Budget of loss and gradient, at least 1.
    enough : float
        Stop as soon as the loss is at most this.

    Returns
    -------
    Retrained

    Raises
    ------
    ShapeError
        If a shape is not (D,).
    DomainError
        If the budget is below 1, or the loss at the start is not finite.

    Notes
    -----
    Deterministic: no mini-batches, no random numbers. The loss is not convex; what is found is an upper bound of the
    least loss on the mask, which the weights returned attain.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import objective
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> made = objective(net, (torch.tensor([[1.0, 1.0], [1.0, -1.0]]).double(), torch.tensor([3.0, 1.0]).double()))
    >>> found = retrain_kept(made, [0.0, 0.0], [True, False])
    >>> round(found.loss, 9), found.weights.round(6).tolist()
    (1.0, [2.0, 0.0])
    """
    start, mask = np.array(weights, dtype=np.float64), np.asarray(kept)
    wanted = (made.layout.dimension,)
    if start.shape != wanted or mask.shape != wanted or mask.dtype != bool:
        raise ShapeError(
            f"weights has shape {start.shape}, kept has shape {mask.shape} and dtype {mask.dtype} (retrain_kept); give "
            f"{wanted[0]} floats and as many bools"
        )
    if evaluations < 1:
        raise DomainError(f"evaluations={evaluations} is below 1 (retrain_kept); give a budget")
    first = made.value(start)
    if not math.isfinite(first):
        raise DomainError(f"the loss at the start is {first} (retrain_kept); check the weights")
    best, best_at, done, status = first, start.copy(), 0, "enough" if first <= enough else ""

    def loss_and_gradient(free: np.ndarray) -> tuple[float, np.ndarray]:
        nonlocal best, best_at, done, status
        if done == evaluations:
            status = "budget"
            raise _Ended
        done += 1
        point = start.copy()
        point[mask] = free
        loss = made.value(point)
        if loss < best:
            best, best_at = loss, point
        if best <= enough:
            status = "enough"
            raise _Ended
        gradient = np.asarray(made.gradient(point).cpu(), dtype=np.float64)[mask]
        return (loss if math.isfinite(loss) else 1e300), np.nan_to_num(gradient)

    if not status and mask.any():
        try:
            limits = {"maxcor": MEMORY, "maxiter": evaluations, "maxfun": evaluations + 1, "ftol": 1e-14, "gtol": 1e-10}
            minimize(loss_and_gradient, start[mask], jac=True, method="L-BFGS-B", options=limits)
        except _Ended:
            pass
    return Retrained(best, first, best_at, done, status or "converged")


def retrained_sublevel(
    path: MagnitudePath,
    made: Any,
    epsilon: float,
    *,
    kept: Callable[[int], np.ndarray] | None = None,
    base: float | None = None,
    evaluations: int = 200,
    resolution: float = 0.002,
    name: str = "measured: retrained loss",
) -> Prediction:
    r"""Measured: the most weights without which retraining within a budget comes back to L(w*) + ε.

    Parameters
    ----------
    path : MagnitudePath
        Weights of the objective's network, in its layout, and an order in which they are pruned.
    made : lqtheory.curvature.Objective
        The mean loss.
    epsilon : float
        Tolerated loss, >= 0.
    kept : callable, optional
        ``kept(k)``: another mask, bool of shape (D,), that prunes k weights; by default that of the path.
    base : float, optional
        Loss to which ε is added (default: that of the path's weights).
    evaluations : int
        Budget of :func:`retrain_kept` for each mask.
    resolution : float
        Share of the prunable weights to which the end is sought.
    name : str
        Of the record.

    Returns
    -------
    Prediction
        ``count`` and ``low``: a mask that was found to do. ``high``: the largest count below the least one that was
        found not to do within the budget; kind ``estimated``, since more budget may do better and a larger mask
        that does may hide beyond one that does not.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import objective
    >>> from lqtheory.limits import magnitude_path
    >>> net = torch.nn.Linear(3, 1, bias=False).double()
    >>> _ = net.weight.data.copy_(torch.tensor([[1.0, 0.9, 0.1]]))
    >>> x = torch.tensor([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]).double()
    >>> made = objective(net, (x, torch.tensor([1.9, 2.0]).double()))
    >>> retrained_sublevel(magnitude_path([1.0, 0.9, 0.1]), made, 0.01).count
    2
    """
    epsilon = checked_tolerance(epsilon, "retrained_sublevel")
    if not 0.0 < resolution < 1.0:
        raise DomainError(
            f"resolution={resolution} is outside (0, 1) (retrained_sublevel); give a share of the weights"
        )
    limit = (made.value(path.weights) if base is None else base) + epsilon
    mask_of = path.kept if kept is None else kept

    def fits(k: int) -> bool:
        mask = mask_of(k)
        start = np.where(mask, path.weights, 0.0)
        return retrain_kept(made, start, mask, evaluations=evaluations, enough=limit).loss <= limit

    low, high = 0, path.prunable + 1
    while high - low > max(1, int(resolution * path.prunable)):
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    status = "everything" if low == path.prunable else ""
    note = f"real loss, L-BFGS on the mask, {evaluations} evaluations"
    return Prediction(name, low, low, high - 1, path.prunable, "estimated", status, note)
