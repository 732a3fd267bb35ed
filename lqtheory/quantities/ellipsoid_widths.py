"""Gaussian widths of ellipsoids, exact to rounding, with their two-sided bounds (dossier ``geom.ell.width``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_vector, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.ellipsoid_widths import (
    ball_ellipsoid_width,
    ball_ellipsoid_width_lower,
    ball_ellipsoid_width_upper,
)

__all__ = ["QUANTITIES", "ellipsoid_width", "ellipsoid_width_lower", "ellipsoid_width_upper"]

#: Trapezoid rule in log t: the integrand is analytic for |Im| < π/2, so that this step leaves an error of e^-39.
NODES, STEP = np.arange(-80.0, 80.25, 0.25), 0.25
#: Entries beyond which sums are taken in this unit, squared.
LARGE = 2.0**500
#: Numbers held at a time.
BATCH = 1 << 22


def ellipsoid_width(omega: Any) -> Any:
    r"""Gaussian width of the ellipsoid with squared semi-axes ω_i.

    w = E √(Σ ω_i g_i²) = 1/(2√π) ∫_0^∞ (1 - Π (1 + 2 ω_i t)^{-1/2}) t^{-3/2} dt.

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Squared semi-axes, >= 0, NumPy or torch; all zero gives 0.

    Returns
    -------
    float or array, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``omega`` is not a finite real array, or has a negative entry.

    Notes
    -----
    Cost O(641 D). Relative error about 1e-14.

    References
    ----------
    Dossier geom.ell.width; larsen_fort_becker_ganguli_2022 for one of the lower bounds.

    Examples
    --------
    >>> round(ellipsoid_width([4.0, 1.0]), 12)
    1.932565813328
    """
    a, unit, xp = _squares(omega, "ellipsoid_width")
    total = xp.sum(a, axis=-1)
    safe = xp.where(total > 0, total, xp.ones_like(total))
    share = a / safe[..., None]
    result = xp.zeros_like(total)
    chunk = max(1, BATCH // max(1, math.prod(share.shape)))
    for start in range(0, NODES.size, chunk):
        x = NODES[start : start + chunk]
        t = xp.asarray(np.exp(x), device=getattr(a, "device", None))
        half = xp.asarray(np.exp(-0.5 * x), device=getattr(a, "device", None))
        logs = xp.sum(xp.log1p(2.0 * share[..., None, :] * t[:, None]), axis=-1)
        result = result + xp.sum(-xp.expm1(-0.5 * logs) * half, axis=-1)
    result = unit * (xp.sqrt(total) * result * (STEP / (2.0 * math.sqrt(math.pi))))
    return float(result) if result.ndim == 0 and type(a) is np.ndarray else result


def ellipsoid_width_lower(omega: Any) -> Any:
    r"""Lower bound of the Gaussian width of an ellipsoid.

    √max(2/π Σ ω_i, Σ ω_i - max ω_i).

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Squared semi-axes, >= 0.

    Returns
    -------
    float or array, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`ellipsoid_width`.

    References
    ----------
    Dossier geom.ell.width.

    Examples
    --------
    >>> ellipsoid_width_lower([1.0] * 17)
    4.0
    """
    a, unit, xp = _squares(omega, "ellipsoid_width_lower")
    total = xp.sum(a, axis=-1)
    first, second = 2.0 / math.pi * total, total - xp.max(a, axis=-1)
    result = unit * xp.sqrt(xp.where(first > second, first, second))
    return float(result) if result.ndim == 0 and type(a) is np.ndarray else result


def ellipsoid_width_upper(omega: Any) -> Any:
    r"""Upper bound of the Gaussian width of an ellipsoid.

    √(Σ ω_i).

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Squared semi-axes, >= 0.

    Returns
    -------
    float or array, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`ellipsoid_width`.

    References
    ----------
    Dossier geom.ell.width.

    Examples
    --------
    >>> ellipsoid_width_upper([9.0, 4.0, 3.0])
    4.0
    """
    a, unit, xp = _squares(omega, "ellipsoid_width_upper")
    result = unit * xp.sqrt(xp.sum(a, axis=-1))
    return float(result) if result.ndim == 0 and type(a) is np.ndarray else result


def _squares(omega: Any, where: str) -> tuple[Array, float, Any]:
    """Squared semi-axes over the square of a unit, a power of two that keeps their sum finite, and the unit."""
    a = as_vector(omega, "omega", where)
    xp = namespace(a)
    if bool(xp.any(a < 0)):
        raise DomainError(f"omega has the negative entry {float(xp.min(a)):g} ({where}); squared semi-axes are >= 0")
    unit = LARGE if bool(xp.any(a > LARGE)) else 1.0
    return a / unit / unit if unit > 1.0 else a, unit, xp


def _quantity(name: str, array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, ("omega",), array, ball, latex, "geom.ell.width", sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("ellipsoid_width", ellipsoid_width, ball_ellipsoid_width, r"w({omega})"),
    _quantity("ellipsoid_width_lower", ellipsoid_width_lower, ball_ellipsoid_width_lower, r"w_-({omega})"),
    _quantity("ellipsoid_width_upper", ellipsoid_width_upper, ball_ellipsoid_width_upper, r"w_+({omega})"),
)
