"""Isotonic regression of many rows, on the device of the points: the projection onto Weyl chambers.

On a processor scipy solves row after row, four times as fast as what works on all rows at once. On other devices all
rows go together through the pool of adjacent violators, with a stack of blocks for each row: entry by entry a block of
one is put on top, and while the last two blocks of a row have means in the wrong order they are merged.
"""

from __future__ import annotations

from typing import Any

import array_api_compat
import numpy as np

from lqtheory.cones.devices import like, on_cpu
from lqtheory.quantities.arrays import Array, is_numpy, namespace

__all__ = ["isotonic"]


def isotonic(g: Array) -> Array:
    """The nearest increasing vectors, block means of the rows.

    Parameters
    ----------
    g : array of float64, shape (rows, d)
        NumPy or torch.

    Returns
    -------
    array of float64, shape (rows, d)

    Notes
    -----
    0.01 ms for a row of 200 entries on a processor; elsewhere as many steps as the slowest row needs at each entry,
    about 3d for Gaussian ones.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> isotonic(np.array([[3.0, 1.0, 2.0], [-1.0, 0.0, 2.0]])).tolist()
    [[2.0, 2.0, 2.0], [-1.0, 0.0, 2.0]]
    """
    if is_numpy(g) or str(array_api_compat.device(g)) == "cpu":
        return _one_by_one(g)
    return _all_at_once(g)


def _all_at_once(g: Array) -> Array:
    xp, (rows, d) = namespace(g), g.shape
    device = array_api_compat.device(g)
    each = xp.arange(rows, dtype=xp.int64, device=device)
    sums, counts = (xp.zeros((rows, d), dtype=xp.float64, device=device) for _ in range(2))
    top = xp.full((rows,), -1, dtype=xp.int64, device=device)
    for i in range(d):
        top += 1
        sums[each, top], counts[each, top] = g[:, i], 1.0
        open_rows = each
        while open_rows.shape[0]:
            last = top[open_rows]
            open_rows, last = open_rows[last > 0], last[last > 0]
            wrong = (
                sums[open_rows, last - 1] * counts[open_rows, last]
                >= sums[open_rows, last] * counts[open_rows, last - 1]
            )
            open_rows, last = open_rows[wrong], last[wrong]
            sums[open_rows, last - 1] += sums[open_rows, last]
            counts[open_rows, last - 1] += counts[open_rows, last]
            top[open_rows] = last - 1
    return _spread(xp, sums, counts, top, each)


def _spread(xp: Any, sums: Array, counts: Array, top: Array, each: Array) -> Array:
    """Means of blocks at all of their entries."""
    d = sums.shape[-1]
    used = xp.arange(d, dtype=xp.int64, device=array_api_compat.device(sums))[None, :] <= top[:, None]
    counts = xp.where(used, counts, xp.ones_like(counts))
    ends = xp.astype(xp.cumulative_sum(xp.where(used, counts, xp.zeros_like(counts)), axis=-1), xp.int64)
    marks = xp.zeros((sums.shape[0], d + 1), dtype=xp.int64, device=array_api_compat.device(sums))
    marks[each[:, None], ends] = 1
    block = xp.cumulative_sum(marks[:, :d], axis=-1)
    return xp.take_along_axis(sums / counts, block, axis=-1)


def _one_by_one(g: Array) -> Array:
    from scipy.optimize import isotonic_regression

    return like(np.array([isotonic_regression(row).x for row in on_cpu(g)]).reshape(tuple(g.shape)), g)
