"""Budgets shared by error curves through one multiplier: exact for convex ones, else a bound (``lq.alloc.exact``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.allocation import Allocation
from lqtheory.quantities.arrays import as_vector, check_count

__all__ = ["allocate_by_multiplier", "allocate_convex_curves", "checked_curves", "lagrangian_bound", "total_error"]


def allocate_convex_curves(curves: Sequence[Any], K: int) -> Allocation:
    r"""Keep counts that minimise a sum of convex error curves: the K largest gains.

    min Σ T_i(k_i) over Σ k_i <= K, by the K largest of all T_i(k) - T_i(k+1).

    Parameters
    ----------
    curves : sequence of array-like, shapes (d_i + 1,)
        T_i(0), ..., T_i(d_i), convex and nonincreasing.
    K : int
        Budget, at least 0.

    Returns
    -------
    Allocation
        ``threshold`` is the smallest gain taken, the multiplier for which ``bound == value`` up to rounding. Gains of
        0 are not taken.

    Raises
    ------
    DomainError
        If a curve increases or is not convex (relative 1e-9 of its first value), or ``K < 0``.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.

    Notes
    -----
    Cost O(Σ d_i log).

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> allocate_convex_curves([[9, 4, 1, 0], [4, 0]], 2).counts.tolist()
    [1, 1]
    """
    where = "allocate_convex_curves"
    tables = checked_curves(curves, where)
    K = check_count(K, "K", 0, None, where)
    gains = [np.maximum(-np.diff(table), 0.0) for table in tables]
    for i, (table, gain) in enumerate(zip(tables, gains, strict=True)):
        if (np.diff(gain) > 1e-9 * table[0]).any():
            raise DomainError(f"curve {i} is not convex ({where}); use allocate_curves")
    flat = np.concatenate([np.minimum.accumulate(gain) for gain in gains])
    owner = np.repeat(np.arange(len(gains)), [len(gain) for gain in gains])
    order = np.argsort(-flat, kind="stable")[:K]
    order = order[flat[order] > 0.0]
    counts = np.bincount(owner[order], minlength=len(gains)).astype(np.int64)
    value = total_error(tables, counts)
    threshold = float(flat[order[-1]]) if len(order) == K > 0 else 0.0 if K else float(flat.max(initial=0.0))
    return Allocation(counts, value, value, threshold)


def lagrangian_bound(curves: Sequence[Any], K: int, multiplier: float) -> float:
    r"""Lower bound on the objective of every allocation of a budget, from one multiplier.

    Σ_i min_k [T_i(k) + λk] - λK.

    Parameters
    ----------
    curves, K
        As in :func:`allocate_curves`; the curves need not be convex.
    multiplier : float
        λ >= 0.

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`allocate_curves`.

    Notes
    -----
    For convex curves the best λ attains the minimum. Cost O(Σ d_i).

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> lagrangian_bound([[9, 4, 1, 0], [4, 0]], 2, 4.0)
    4.0
    """
    tables = checked_curves(curves, "lagrangian_bound")
    K = check_count(K, "K", 0, None, "lagrangian_bound")
    return sum(float((table + multiplier * np.arange(len(table))).min()) for table in tables) - multiplier * K


def allocate_by_multiplier(curves: Sequence[Any], K: int) -> Allocation:
    r"""Keep counts for a sum of error curves from one multiplier, near the optimum and with a bound on it.

    k_i minimises T_i(k) + λk for the least λ with Σ k_i <= K; what is left is spent by the best gain per entry.

    Parameters
    ----------
    curves, K
        As in :func:`lagrangian_bound`.

    Returns
    -------
    Allocation
        ``bound`` is the bound of :func:`lagrangian_bound` at λ, below or equal to ``value``.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`lagrangian_bound`.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    Cost O(60 Σ d_i).

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> allocate_by_multiplier([[9, 4, 1, 0], [4, 0]], 2).value
    4.0
    """
    tables = checked_curves(curves, "allocate_by_multiplier")
    K = check_count(K, "K", 0, None, "allocate_by_multiplier")
    width = max(len(table) for table in tables)
    padded = np.stack([np.pad(table, (0, width - len(table)), constant_values=np.inf) for table in tables])
    ranks = np.arange(width)

    def minimisers(multiplier: float) -> np.ndarray:
        return (padded + multiplier * ranks).argmin(axis=1)

    low, high = 0.0, float(max(table[0] - table[-1] for table in tables)) * (1.0 + 1e-12) or 1.0
    counts = minimisers(low)
    if counts.sum() > K:
        for _ in range(60):
            middle = 0.5 * (low + high)
            low, high = (low, middle) if minimisers(middle).sum() <= K else (middle, high)
        counts = minimisers(high)
    else:
        high = low
    bound = float((padded + high * ranks).min(axis=1).sum()) - high * K
    counts = _topped_up(tables, counts.astype(np.int64), K)
    return Allocation(counts, total_error(tables, counts), bound, high)


def checked_curves(curves: Sequence[Any], where: str) -> list[np.ndarray]:
    """Curves as nonincreasing NumPy vectors.

    Parameters
    ----------
    curves : sequence of array-like, shapes (d_i + 1,)
        T_i(0), ..., T_i(d_i).
    where : str
        What the error texts call the function.

    Returns
    -------
    list of numpy.ndarray

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If there are no curves, one increases, or one is no finite vector.
    """
    if len(curves) == 0:
        raise DomainError(f"there are no curves ({where}); give at least one")
    tables = [np.asarray(as_vector(curve, "curves", where)) for curve in curves]
    for i, table in enumerate(tables):
        if table.ndim != 1:
            raise ShapeError(f"curve {i} has shape {table.shape}, allowed is (d + 1,) ({where})")
        if (np.diff(table) > 1e-9 * abs(table[0])).any():
            raise DomainError(f"curve {i} increases ({where}); errors fall with the keep count")
    return tables


def total_error(tables: list[np.ndarray], counts: np.ndarray) -> float:
    """Sum of the curves at the counts.

    Parameters
    ----------
    tables : list of numpy.ndarray
        Curves.
    counts : numpy.ndarray of int, shape (r,)
        One count for each.

    Returns
    -------
    float

    Raises
    ------
    NormOverflowError
        If it exceeds the largest float64.
    """
    total = float(sum(table[k] for table, k in zip(tables, counts, strict=True)))
    if not np.isfinite(total):
        raise NormOverflowError("the value exceeds 1.8e308 (allocation); divide rows or weights by a constant")
    return total


def _topped_up(tables: list[np.ndarray], counts: np.ndarray, K: int) -> np.ndarray:
    """What is left of the budget is spent, each time on the row with the best gain per entry."""
    left = K - int(counts.sum())
    while left > 0:
        best, chosen, many = 0.0, -1, 0
        for i, table in enumerate(tables):
            ahead = table[counts[i] + 1 : counts[i] + 1 + left]
            if len(ahead):
                gains = (table[counts[i]] - ahead) / np.arange(1, len(ahead) + 1)
                j = int(gains.argmax())
                if gains[j] > best:
                    best, chosen, many = float(gains[j]), i, j + 1
        if chosen < 0:
            break
        counts[chosen] += many
        left -= many
    return counts
