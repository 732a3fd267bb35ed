"""Sublevel sets seen from the origin, many at once: effective dimensions, levels and local widths of rows.

Single sets go through :mod:`lqtheory.quantities.ellipsoid_cones`; here the same equations are solved for all rows of
arrays, on their own device (dossier ``geom.ell.statdim``, ``geom.ell.larsen``).
"""

from __future__ import annotations

import math
from typing import Any

import array_api_compat
import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_real, is_numpy, namespace
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_curves import is_batch

__all__ = ["effective_count", "is_many", "level_of_rows", "width_of_rows"]

#: Newton steps, most of which halve a bracket where the equation bends too much.
STEPS = 200


@batched(omega=1, s=0, vectorised=["omega"])
def effective_count(omega: Any, s: float) -> float:
    r"""Effective dimension N(s), the degrees of freedom of ridge regression.

    N(s) = Σ s/(λ_i + s); zero eigenvalues count one each.

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Eigenvalues λ_i = ω_i >= 0.
    s : float
        Level, > 0.

    Returns
    -------
    float or array, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> effective_count([0.0, 1.0], 1.0)
    1.5
    """
    lam = np.asarray(as_vector(omega, "omega", "effective_count"), dtype=np.float64)
    if lam.min() < 0:
        raise DomainError(f"omega has the negative entry {lam.min():g} (effective_count); clip them explicitly to >= 0")
    s = check_real(s, "s", "effective_count", 0.0, math.inf, "neither")
    total = (1.0 / (1.0 + lam / s)).sum(axis=-1)
    return float(total) if total.ndim == 0 else total


def is_many(omega: Any, y: Any, epsilon: Any) -> bool:
    """Whether there are several sets, not one.

    Parameters
    ----------
    omega, y, epsilon : array-like
        As given by the caller, not yet checked.

    Returns
    -------
    bool
    """
    nested = (any(map(is_batch, v)) if isinstance(v, (list, tuple)) else getattr(v, "ndim", 0) > 1 for v in (omega, y))
    return is_batch(epsilon) or any(nested)


def _rows(omega: Any, y: Any, epsilon: Any, where: str) -> tuple[Array, Array, Array]:
    """Eigenvalues and centres, shape (..., D), and 2ε, shape (..., 1), checked."""
    values = {"omega": omega, "y": y, "epsilon": epsilon if is_batch(epsilon) else [epsilon]}
    found = {name: as_vector(value, name, where) for name, value in values.items()}
    kind = next((v for v in found.values() if not is_numpy(v)), found["omega"])
    xp, device = namespace(kind), array_api_compat.device(kind)
    lam, centre, level = (xp.asarray(v, device=device) if is_numpy(v) else v for v in found.values())
    if is_batch(epsilon):
        level = xp.expand_dims(level, axis=-1)
    for name, entries in (("omega", lam), ("epsilon", level)):
        if bool(xp.any(entries < 0)):
            smallest = float(xp.min(entries))
            raise DomainError(f"{name} has the negative entry {smallest:g} ({where}); clip it explicitly to >= 0")
    try:
        shape = np.broadcast_shapes(tuple(lam.shape), tuple(centre.shape), tuple(level.shape))
        if lam.shape[-1] != centre.shape[-1]:
            raise ValueError
    except ValueError:
        raise ShapeError(
            f"omega, y and epsilon have the shapes {tuple(lam.shape)}, {tuple(centre.shape)} and "
            f"{tuple(level.shape[:-1])} ({where}); give (..., D), (..., D) and (...)"
        ) from None
    lam, centre = (xp.broadcast_to(v, shape) for v in (lam, centre))
    return lam, centre, xp.broadcast_to(2.0 * level, (*shape[:-1], 1))


def level_of_rows(omega: Any, y: Any, epsilon: Any, where: str = "cone_level") -> Array:
    """Levels s of the cones of many sublevel sets: Newton's method in log s for Σ y² λ s/(λ + s) = 2ε, in brackets.

    Parameters
    ----------
    omega, y : array-like, shape (..., D)
        Eigenvalues >= 0 and centres, NumPy or torch; broadcast.
    epsilon : float or array-like, shape (...)
        With 0 < 2ε < Σ λ y² in every row.
    where : str
        What error texts call the function.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, or a set holds the origin or is a point.

    Notes
    -----
    s lies between 2ε/Σ y² and 2ε max λ/(Σ λ y² - 2ε), the sums over rows with λ y > 0.

    Examples
    --------
    >>> level_of_rows([[1.0] * 4, [2.0] * 4], [0.75] * 4, 0.5).round(12).tolist()
    [0.8, 0.571428571429]
    """
    lam, centre, goal = _rows(omega, y, epsilon, where)
    xp = namespace(lam)
    weights = centre * centre * lam
    excess = xp.sum(weights, axis=-1, keepdims=True) - goal
    proper = (excess > 0) & (goal > 0)
    if not bool(xp.all(proper)):
        raise DomainError(
            f"{int(xp.count_nonzero(~proper))} of the sets are not proper ({where}); take 0 < 2 epsilon < "
            f"sum of lambda_i y_i^2 in every row"
        )
    zero = xp.zeros_like(lam)
    low = xp.log(goal) - xp.log(xp.sum(xp.where(weights > 0, centre * centre, zero), axis=-1, keepdims=True))
    high = xp.log(goal) + xp.log(xp.max(xp.where(weights > 0, lam, zero), axis=-1, keepdims=True)) - xp.log(excess)
    high = xp.where(high > low, high, low) + 1e-9
    u = 0.5 * (low + high)
    for _ in range(STEPS):
        x = 1.0 / (1.0 + lam * xp.exp(-u))
        value = xp.sum(weights * x, axis=-1, keepdims=True) - goal
        slope = xp.sum(weights * x * (1.0 - x), axis=-1, keepdims=True)
        low, high = xp.where(value < 0, u, low), xp.where(value < 0, high, u)
        new = u - value / xp.where(slope > 0, slope, xp.ones_like(slope))
        new = xp.where((slope > 0) & (new > low) & (new < high), new, 0.5 * (low + high))
        moved, u = xp.abs(new - u), new
        if bool(xp.all(moved <= 4e-16 * xp.where(xp.abs(u) > 1.0, xp.abs(u), xp.ones_like(u)))):
            break
    return xp.exp(u)[..., 0]


def width_of_rows(omega: Any, y: Any, epsilon: Any, where: str = "local_width") -> Array:
    """Published local widths N(2ε/‖y‖²) of many sublevel sets.

    Parameters
    ----------
    omega, y : array-like, shape (..., D)
        Eigenvalues >= 0 and centres, NumPy or torch; broadcast. At a centre 0 every direction counts.
    epsilon : float or array-like, shape (...)
        ε >= 0; at 0 the zero eigenvalues are counted.
    where : str
        What error texts call the function.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or negative.

    Examples
    --------
    >>> width_of_rows([[1.0, 0.0]], [3.0, 0.0], [0.0, 4.5]).tolist()
    [1.0, 1.5]
    """
    lam, centre, goal = _rows(omega, y, epsilon, where)
    xp = namespace(lam)
    size = xp.sum(centre * centre, axis=-1, keepdims=True)
    # 1/(1 + λ‖y‖²/2ε) as 2ε/(2ε + λ‖y‖²), and 1 where both vanish.
    whole = goal + lam * size
    share = xp.where(whole > 0, goal / xp.where(whole > 0, whole, xp.ones_like(whole)), xp.ones_like(whole))
    return xp.sum(xp.where(size > 0, share, xp.ones_like(share)), axis=-1)
