"""Floor of the loss over all masks of a linear teacher, by the min-max theorem (dossier ``geom.planted.gordon_l0``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import as_vector, check_count

__all__ = ["mask_floor"]

#: Grid of log t in units of ‖w*‖/‖g‖, and steps of the golden section around its best point.
GRID, STEPS = np.linspace(-12.0, 12.0, 200), 60


def mask_floor(teacher: Any, g: Any, h: Any, m: int) -> float:
    r"""Auxiliary value φ of the min-max theorem for the best mask that prunes m weights.

    φ = (min_{t>0} ½ [t (‖g‖² - ‖h‖²) + S_m(w* - t h)/t])_+, S_m the sum of the m smallest squares.

    Parameters
    ----------
    teacher : array-like, shape (D,)
        Weights w* of the teacher.
    g : array-like, shape (n,)
        Standard Gaussian vector with one entry per sample.
    h : array-like, shape (D,)
        Standard Gaussian vector with one entry per weight.
    m : int
        Number of pruned weights, in {0, ..., D}.

    Returns
    -------
    float
        For Gaussian A of shape (n, D), P(min ‖A(w - w*)‖ < c) <= 2 P(φ <= c) over w with at most D - m nonzero entries.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The function of log t is a least value over masks, each of which has one minimum, so that it may have several: a
    grid of 200 points comes before the golden section. Cost O(D) for each point.

    References
    ----------
    thrampoulidis_oymak_hassibi_2015; dossier geom.planted.gordon_l0.

    Examples
    --------
    >>> round(mask_floor([2.0, 5.0], [3.0], [0.0, 0.0], 1), 6), mask_floor([2.0, 5.0], [3.0], [0.0, 0.0], 0)
    (6.0, 0.0)
    """
    where = "mask_floor"
    named = ((teacher, "teacher"), (g, "g"), (h, "h"))
    w, g, h = (np.asarray(as_vector(v, name, where), dtype=np.float64) for v, name in named)
    if w.ndim != 1 or g.ndim != 1 or w.shape != h.shape:
        raise ShapeError(f"teacher has shape {w.shape}, h has {h.shape}, g has {g.shape} ({where}); give vectors")
    m = check_count(m, "m", 0, w.size, where, "D")
    excess, scale = float(g @ g - h @ h), float(np.linalg.norm(w) / max(float(np.linalg.norm(g)), 1e-300))
    if m == 0 or scale == 0.0:
        return 0.0

    def value(u: float) -> float:
        t = scale * math.exp(u)
        squares = (w - t * h) ** 2
        return 0.5 * (t * excess + float(np.partition(squares, m - 1)[:m].sum()) / t)

    values = [value(float(u)) for u in GRID]
    best = int(np.argmin(values))
    low, high = float(GRID[max(best - 1, 0)]), float(GRID[min(best + 1, GRID.size - 1)])
    ratio = (math.sqrt(5.0) - 1.0) / 2.0
    for _ in range(STEPS):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if value(left) < value(right) else (left, high)
    return max(0.0, min(values[best], value(0.5 * (low + high))))
