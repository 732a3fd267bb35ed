"""Keep counts by one absolute tolerance for all rows, and the least one a budget allows (``lq.alloc.max``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.quantities.allocation import Allocation
from lqtheory.quantities.allocation_rows import BLOCK_ENTRIES, kth_largest, row_tables, row_weights
from lqtheory.quantities.arrays import Array, check_count, check_exponent, check_real, is_numpy, namespace
from lqtheory.quantities.curves import best_k_term_curve
from lqtheory.quantities.instance_keep_counts import KEEP_TOLERANCE

__all__ = ["allocate_minimax", "tolerance_counts", "weighted_curves"]


def allocate_minimax(rows: Any, weights: Any = None, K: int = 0, p: float = 2.0) -> Allocation:
    r"""Keep counts with the smallest largest error.

    min max_i a_i σ_{k_i}(w_i)_p over Σ k_i <= K: the (K+1)-th largest of all values a_i σ_k(w_i)_p, k = 0, ..., d_i.

    Parameters
    ----------
    rows, weights, K, p
        As in :func:`lqtheory.quantities.allocation.allocate`; ``p = inf`` is allowed.

    Returns
    -------
    Allocation
        ``threshold`` is the tolerance ε, equal to the value; the counts are the least ones that meet it, and may use
        less than the budget.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`.

    Notes
    -----
    Cost O(d log d) for each row. Errors fall with k, so a tolerance asks for as many entries as there are values above
    it: at most K exactly from the (K+1)-th largest value on. With a_i = 1/‖w_i‖_p it is the
    reconstructed relative rule.

    References
    ----------
    Dossier lq.alloc.max.

    Examples
    --------
    >>> result = allocate_minimax([[4, 1, 1], [3, 2, 0.5, 0.25]], None, K=3, p=1)
    >>> result.counts.tolist(), result.value
    ([1, 2], 2.0)
    """
    where = "allocate_minimax"
    K = check_count(K, "K", 0, None, where)
    curves = weighted_curves(rows, weights, p, where)
    xp = namespace(curves[0])
    flat = xp.concat([xp.reshape(curve, (-1,)) for curve in curves])
    tolerance = kth_largest(flat, min(K + 1, int(flat.shape[0])))
    return Allocation(_above(curves, tolerance), tolerance, tolerance, tolerance)


def tolerance_counts(rows: Any, tolerance: float, weights: Any = None, p: float = 2.0) -> Array:
    r"""Least keep count of every row for one absolute tolerance.

    k_i = min{k : a_i σ_k(w_i)_p <= ε}.

    Parameters
    ----------
    rows, weights, p
        As in :func:`lqtheory.quantities.allocation.allocate`; ``p = inf`` is allowed.
    tolerance : float
        ε >= 0; ``inf`` keeps nothing.

    Returns
    -------
    array of int64, shape (r,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`; also if the tolerance is negative or NaN.

    Notes
    -----
    Cost O(d log d) for each row. Ties at the boundary count as met (relative 1e-12).

    References
    ----------
    Dossier lq.alloc.max.

    Examples
    --------
    >>> tolerance_counts([[4.0, 1.0, 1.0], [0.5, 0.0, 0.0]], 1.0, p=1).tolist()
    [2, 0]
    """
    tolerance = check_real(tolerance, "tolerance", "tolerance_counts", 0.0)
    return _above(weighted_curves(rows, weights, p, "tolerance_counts"), tolerance * (1.0 + KEEP_TOLERANCE))


def weighted_curves(rows: Any, weights: Any, p: float, where: str) -> list[Array]:
    """Curves a_i σ_k(w_i)_p, k = 0, ..., d_i.

    Parameters
    ----------
    rows, weights, p
        As in :func:`lqtheory.quantities.allocation.allocate`; ``p = inf`` is allowed.
    where : str
        What the error texts call the function.

    Returns
    -------
    list of arrays of float64
        One of shape (r, d + 1) for each table of rows.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`.

    Examples
    --------
    >>> weighted_curves([[3.0, 4.0]], [2.0], 2.0, "")[0].tolist()
    [[10.0, 6.0, 0.0]]
    """
    p = check_exponent(p, "p", where, infinite=True)
    tables = row_tables(rows, where)
    scales = row_weights(weights, tables, where)
    curves, start = [], 0
    for table in tables:
        scale = scales[start : start + table.shape[0], None]
        step = max(1, BLOCK_ENTRIES // table.shape[1]) if is_numpy(table) else table.shape[0]
        parts = [best_k_term_curve(table[i : i + step], p) for i in range(0, table.shape[0], step)]
        curves.append((parts[0] if len(parts) == 1 else np.concatenate(parts)) * scale)
        start += table.shape[0]
    return curves


def _above(curves: list[Array], tolerance: float) -> Array:
    """Number of values of each curve above a tolerance, which is the least count that meets it."""
    xp = namespace(curves[0])
    return xp.concat([xp.sum(xp.astype(curve > tolerance, xp.int64), axis=1) for curve in curves])
