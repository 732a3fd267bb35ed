"""Partial moments of a Gaussian beyond a threshold, without cancellation, and the root they all lead to.

With R = Q/φ Mills' ratio: E(g - t)_+ = φ - tQ = φ m, m = 1 - tR; and E(g - t)_+² = φ m k, where k is the tail
2/(t + 3/(t + 4/(t + ...))) of the continued fraction 1/R = t + 1/(t + k), m = R/(t + k).
"""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.batches import as_numbers

__all__ = ["check_share", "log_odds", "root_at_log_odds", "tail_factors"]

#: Beyond this threshold the continued fraction is used, to this depth; below, differences.
_SWITCH, _DEPTH = 3.0, 44
_ROOT = math.sqrt(math.pi / 2.0)
_LOG_TWO_PHI = math.log(2.0 / math.sqrt(2.0 * math.pi))
#: Thresholds between which roots are looked for, and number of cells of the table of starting points.
_LEAST, _LARGEST, _CELLS = 1e-30, 1e6, 6000


def check_share(rho: Any, name: str, where: str) -> np.ndarray:
    """Fractions of active coordinates as an array of float64 in [0, 1].

    Parameters
    ----------
    rho : float or array-like
        The fractions.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64

    Raises
    ------
    InputTypeError
        If an entry is no real number.
    DomainError
        If an entry is outside [0, 1].
    """
    values = as_numbers(rho, name, where)
    outside = values[~((values >= 0.0) & (values <= 1.0))]
    if outside.size:
        raise DomainError(f"{name}={outside[0]} is outside [0, 1] ({where}); use a fraction s/d")
    return values


def log_odds(rho: np.ndarray) -> np.ndarray:
    """log(ρ/(1-ρ)), infinite at the ends.

    Parameters
    ----------
    rho : array of float64
        In [0, 1].

    Returns
    -------
    array of float64
    """
    with np.errstate(divide="ignore"):
        return np.log(rho) - np.log1p(-rho)


def tail_factors(t: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mills' ratio R, m = 1 - tR and k, all positive, to full relative accuracy.

    Parameters
    ----------
    t : array of float64
        Thresholds >= 0.

    Returns
    -------
    tuple of arrays of float64
        R, m, k.

    Examples
    --------
    >>> [round(float(v), 12) for v in tail_factors(np.array(1.0))]
    [0.655679542419, 0.344320457581, 0.90427123333]
    """
    import scipy.special

    mills = _ROOT * scipy.special.erfcx(t / math.sqrt(2.0))
    slope = 1.0 - t * mills
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = np.asarray(mills / slope - t)
    slope = np.asarray(slope)
    far = t > _SWITCH
    if np.any(far):
        level = t[far]
        fraction = level.copy()
        for i in range(_DEPTH, 1, -1):
            fraction = level + i / fraction if i > 2 else 2.0 / fraction
        rest[far] = fraction
        slope[far] = np.asarray(mills)[far] / (level + fraction)
    return np.asarray(mills), slope, rest


@functools.cache
def _table() -> tuple[np.ndarray, np.ndarray]:
    """Logarithms of thresholds, falling, with the rising values of the equation there."""
    x = np.linspace(math.log(_LARGEST), math.log(_LEAST), _CELLS)
    return x, _equation(x)


def _equation(x: np.ndarray) -> np.ndarray:
    """log(2(φ - tQ)/t) at t = e^x: strictly decreasing, with slope -1/m."""
    t = np.exp(x)
    return _LOG_TWO_PHI - 0.5 * t * t + np.log(tail_factors(t)[1]) - x


def root_at_log_odds(level: np.ndarray) -> np.ndarray:
    """Root t of 2(φ - tQ)/t = e^level.

    Parameters
    ----------
    level : array of float64
        At least about -5e11; +inf gives 0, -inf gives inf.

    Returns
    -------
    array of float64

    Notes
    -----
    A table brackets the root between neighbours of a grid; Newton's method, kept in that bracket, then needs three
    steps for a concave decreasing function.
    """
    x, values = _table()
    inside = (level > values[0]) & (level < values[-1])
    safe = np.where(inside, level, 0.0)
    cell = np.clip(np.searchsorted(values, safe), 1, _CELLS - 1)
    high, low = x[cell - 1], x[cell]
    share = (safe - values[cell - 1]) / (values[cell] - values[cell - 1])
    here = high + share * (low - high)
    for _ in range(3):
        t = np.exp(here)
        slope = tail_factors(t)[1]
        gap = _LOG_TWO_PHI - 0.5 * t * t + np.log(slope) - here - safe
        here = np.clip(here + gap * slope, low, high)
    near_zero = np.exp(np.minimum(_LOG_TWO_PHI - level, 0.0))
    return np.where(inside, np.exp(here), np.where(level > 0, near_zero, math.inf))
