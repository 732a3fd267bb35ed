"""The exact keep count of a given vector, or of many rows at once (dossier ``lq.kmin``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import Array, as_magnitudes, check_exponent, check_real, is_numpy, namespace, widened
from lqtheory.quantities.curves import curve_of_magnitudes
from lqtheory.quantities.row_keep_counts import row_keep_counts, rows_fit
from lqtheory.quantities.summation import running_sums

__all__ = ["KEEP_TOLERANCE", "kmin"]

#: A count is accepted if its inequality holds up to this relative error: at boundary ties (a flat vector and a
#: tolerance that it meets exactly) rounding would otherwise decide. All counts use it, so that they stay ordered.
KEEP_TOLERANCE = 1e-12

#: Rows are sorted in blocks of about this many entries, which fit into the cache.
BLOCK_ENTRIES = 1 << 18


def kmin(x: Any, eta: float, p: float) -> Array:
    r"""Smallest number of entries to keep for relative l_p error at most eta.

    k_x(η) = min{k : σ_k(x)_p <= η‖x‖_p}.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries; every row gets its own count.
    eta : float
        Relative error allowed, at least 0.
    p : float
        Exponent of the error norm in (0, inf].

    Returns
    -------
    array of int64, shape (...)
        0 for eta >= 1 and for a zero vector; ‖x‖_0 for ``eta = 0``.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array, ``eta`` is negative or NaN or ``p`` is not in (0, inf].

    Notes
    -----
    Cost O(n log n), for tables of NumPy rows O(n) (:mod:`lqtheory.quantities.row_keep_counts`). Ties at the boundary
    count as met (relative 1e-12).

    References
    ----------
    Dossier lq.kmin.

    Examples
    --------
    >>> int(kmin([4, -2, 1, 0.5, 0.25], 0.3, 2))
    2
    >>> kmin([[1, 1, 1, 1], [1, 0, 0, 0]], 0.5, 1).tolist()
    [2, 1]
    """
    p = check_exponent(p, "p", "kmin", infinite=True)
    eta = check_real(eta, "eta", "kmin", 0.0)
    share = (eta * (1.0 + KEEP_TOLERANCE)) ** p if math.isfinite(p) else 0.0
    if is_numpy(x) and rows_fit(x, share, p):
        counts = row_keep_counts(x, share, p)
        if counts is not None:
            return counts
    if is_numpy(x) and x.ndim > 1 and x.size > BLOCK_ENTRIES:
        table = x.reshape(-1, x.shape[-1])
        step = max(1, BLOCK_ENTRIES // table.shape[1])
        parts = [_counts(table[i : i + step], eta, p) for i in range(0, table.shape[0], step)]
        return np.concatenate(parts).reshape(x.shape[:-1])
    return _counts(x, eta, p)


def _counts(x: Any, eta: float, p: float) -> Array:
    """Counts by sorting, of rows that are handled together."""
    magnitudes = as_magnitudes(x, "x", "kmin", single=True)
    xp = namespace(magnitudes)
    if eta >= 1.0:
        return xp.sum(xp.zeros_like(magnitudes, dtype=xp.int64), axis=-1)
    if eta == 0.0:
        return xp.sum(xp.astype(magnitudes > 0, xp.int64), axis=-1)
    ascending = widened(xp.sort(magnitudes, axis=-1))
    top = ascending[..., -1:]
    scaled = ascending / xp.where(top > 0, top, xp.ones_like(top))
    # Errors fall with k, so the number of errors above the tolerance is the least k below it.
    if math.isinf(p) or p * (math.log(eta) - math.log(magnitudes.shape[-1])) < -600.0:
        errors = curve_of_magnitudes(scaled, p)
        above = errors > eta * (1.0 + KEEP_TOLERANCE) * errors[..., :1]
    else:
        sums = running_sums(scaled if p == 1.0 else scaled * scaled if p == 2.0 else scaled**p)
        above = sums > (eta * (1.0 + KEEP_TOLERANCE)) ** p * sums[..., -1:]
    return xp.sum(xp.astype(above, xp.int64), axis=-1)
