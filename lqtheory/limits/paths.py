"""The path of global magnitude pruning, and the point on it where a monotone condition stops to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.records import Prediction
from lqtheory.quantities.arrays import as_vector

__all__ = ["MagnitudePath", "crossing", "first_failure", "magnitude_path"]


@dataclass(frozen=True, eq=False)
class MagnitudePath:
    """Weights in the order in which magnitude pruning removes them.

    Parameters
    ----------
    weights : array of float64, shape (D,)
        All trained parameters.
    order : array of int, shape (P,)
        Positions of the prunable ones, from the smallest magnitude to the largest; ties in the order of position.
    energies : array of float64, shape (P + 1,)
        R_k², the sum of squares of the k smallest.
    """

    weights: np.ndarray
    order: np.ndarray
    energies: np.ndarray

    @property
    def dimension(self) -> int:
        """D, the number of trained parameters."""
        return self.weights.size

    @property
    def prunable(self) -> int:
        """P, how many of them may be pruned."""
        return self.order.size

    def pruned(self, k: int) -> np.ndarray:
        """The pruned part y, shape (D,): the k smallest weights, zero elsewhere."""
        y = np.zeros_like(self.weights)
        y[self.order[:k]] = self.weights[self.order[:k]]
        return y

    def kept(self, k: int) -> np.ndarray:
        """Mask of what is kept, shape (D,), bool."""
        mask = np.ones(self.dimension, dtype=bool)
        mask[self.order[:k]] = False
        return mask

    def point(self, k: int) -> np.ndarray:
        """The weights with the k smallest ones removed, shape (D,)."""
        return np.where(self.kept(k), self.weights, 0.0)


def magnitude_path(weights: Any, prunable: Any = None) -> MagnitudePath:
    """The path of global magnitude pruning.

    Parameters
    ----------
    weights : array-like, shape (D,)
        All trained parameters as a vector.
    prunable : array-like of bool, shape (D,), optional
        Which may be pruned (default: all); biases and norm parameters usually may not.

    Returns
    -------
    MagnitudePath

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the weights are no finite vector, the mask has another shape or kind, or nothing may be pruned.

    References
    ----------
    Dossier geom.prune.fixedpoint.

    Examples
    --------
    >>> magnitude_path([3.0, -1.0, 2.0]).energies.tolist()
    [0.0, 1.0, 5.0, 14.0]
    """
    w = np.asarray(as_vector(weights, "weights", "magnitude_path"), dtype=np.float64)
    if w.ndim != 1:
        raise ShapeError(f"weights has shape {w.shape} (magnitude_path); give all parameters as one vector")
    mask = np.ones(w.size, dtype=bool) if prunable is None else np.asarray(prunable)
    if mask.shape != w.shape or mask.dtype != bool:
        raise ShapeError(f"prunable has shape {mask.shape} and dtype {mask.dtype} (magnitude_path); give D bools")
    if not mask.any():
        raise DomainError("prunable names no weight (magnitude_path); something must be prunable")
    places = np.flatnonzero(mask)
    order = places[np.argsort(np.abs(w[places]), kind="stable")]
    return MagnitudePath(w, order, np.concatenate([[0.0], np.cumsum(w[order] ** 2)]))


def crossing(fits: Callable[[int], bool], largest: int) -> int:
    """Largest k in {0, ..., largest} for which a condition holds that fails from some k on.

    Parameters
    ----------
    fits : callable
        ``fits(k) -> bool``; true at 0, and false beyond the first k at which it is false.
    largest : int
        Upper end, at least 0.

    Returns
    -------
    int
        k such that ``fits(k)``, and not ``fits(k + 1)`` unless k is the upper end.

    Notes
    -----
    Bisection: ceil(log2(largest)) + 1 evaluations.

    References
    ----------
    Dossier geom.prune.fixedpoint.

    Examples
    --------
    >>> crossing(lambda k: k * k <= 30, 100)
    5
    """
    if fits(largest):
        return largest
    low, high = 0, largest
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def first_failure(
    name: str, path: MagnitudePath, counts: np.ndarray, holds: np.ndarray, fits: Callable[[int], bool] | None
) -> Prediction:
    """End of the range from 0 in which a condition holds that may fail and hold again.

    Parameters
    ----------
    name : str
        Of the prediction.
    path : MagnitudePath
        Weights and their order.
    counts : array of int
        The k that were looked at, ascending from 0 to P.
    holds : array of bool, same shape
        Whether the condition holds there; at 0 it counts as holding.
    fits : callable or None
        ``fits(k) -> bool`` for other k; not needed if every k was looked at.

    Returns
    -------
    Prediction
        ``exact`` if every k was looked at. Otherwise ``estimated``, by bisection between the last k of the first run
        that holds, the lower end of the interval, and the next. The upper end is certain, since the count above it
        fails; between earlier k the condition may fail, too. ``not monotone`` if it holds at a later k again.

    Examples
    --------
    >>> path = magnitude_path([1.0] * 8)
    >>> grid = np.array([0, 4, 8])
    >>> found = first_failure("demo", path, grid, grid < 6, lambda k: k < 6)
    >>> found.low, found.count, found.high, found.kind
    (4, 5, 5, 'estimated')
    """
    failures = np.flatnonzero(~holds)
    failures = failures[counts[failures] > 0]
    low = count = path.prunable
    status = "everything"
    if failures.size:
        first = int(failures[0])
        low, high = int(counts[first - 1]), int(counts[first])
        count = low + crossing(lambda j: j == 0 or (fits is not None and fits(low + j)), high - low - 1)
        status = "not monotone" if holds[first:].any() else ""
    kind = "exact" if counts.size == path.prunable + 1 else "estimated"
    return Prediction(name, count, low, count, path.prunable, kind, status)
