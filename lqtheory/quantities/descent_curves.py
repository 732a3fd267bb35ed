"""Bounds of descent cones at many fractions at once: block norms and the nuclear norm, by Newton's method for all rows.

The functions of :mod:`lqtheory.quantities.descent_norms` and :mod:`lqtheory.quantities.descent_nuclear` call these;
quadratures and roots are taken for a whole array.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import array_api_compat
import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, is_numpy, namespace

__all__ = [
    "group_shares",
    "group_thresholds",
    "is_batch",
    "log_block_moment",
    "log_block_moments",
    "nuclear_shares",
    "over_points",
]

#: Nodes of quadrature, depth in the logarithm to which integrands count, points at a time, and Newton steps.
NODES, DEPTH, PIECE, STEPS = 240, 50.0, 1 << 12, 200


@functools.cache
def _rule() -> tuple[np.ndarray, np.ndarray]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return (nodes + 1.0) / 2.0, weights / 2.0


def is_batch(values: Any) -> bool:
    """Whether an argument is an array or a sequence, not a number.

    Parameters
    ----------
    values : object
        As given by the caller, not yet checked.

    Returns
    -------
    bool
    """
    return isinstance(values, (list, tuple)) or bool(getattr(values, "ndim", 0))


def over_points(
    shares: Callable[..., np.ndarray], where: str, closed: bool, **arguments: tuple[Any, float, float]
) -> Array:
    """Apply a function of NumPy vectors to arrays of points that are broadcast, on the device of the first array.

    Parameters
    ----------
    shares : callable
        Of as many vectors as there are arguments.
    where : str
        What the error texts call the function.
    closed : bool
        Whether the lower ends of ranges are allowed.
    **arguments : tuple
        Values, lowest and highest for each name; the highest is allowed if ``closed`` or for all but the first.

    Returns
    -------
    array of float64
        NumPy or torch, as the first array.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If values are not finite real numbers or out of range.
    """
    arrays = [v for v, _, _ in arguments.values() if array_api_compat.is_array_api_obj(v) and is_batch(v)]
    kind = arrays[0] if arrays else np.empty(0)
    columns = []
    for position, (name, (values, low, high)) in enumerate(arguments.items()):
        vector = as_vector(values if is_batch(values) else [values], name, where)
        if not is_numpy(vector):
            vector = array_api_compat.to_device(vector.detach() if hasattr(vector, "detach") else vector, "cpu")
        column = np.asarray(vector)
        above = column >= low if closed else column > low
        below = column <= high if closed or position else column < high
        if not (above & below).all():
            wrong = float(column[~(above & below)].flat[0])
            ends = f"{'[' if closed else '('}{low:g}, {high:g}{']' if closed or position else ')'}"
            raise DomainError(f"{name}={wrong:g} is outside {ends} ({where})")
        columns.append(column)
    try:
        whole = np.broadcast_arrays(*columns)
    except ValueError:
        shapes = " and ".join(str(column.shape) for column in columns)
        raise ShapeError(f"{' and '.join(arguments)} have the shapes {shapes} ({where}); give arrays alike") from None
    flat = [v.reshape(-1) for v in whole]
    found = np.concatenate(
        [shares(*(v[i : i + PIECE] for v in flat)) for i in range(0, max(flat[0].size, 1), PIECE)]
    ).reshape(whole[0].shape)
    return found if is_numpy(kind) else namespace(kind).asarray(found, device=array_api_compat.device(kind))


def log_block_moments(b: int, tau: np.ndarray, powers: tuple[int, ...]) -> list[np.ndarray]:
    """Logarithms of E (‖g_b‖ - τ)_+^power, by quadrature of the positive integrands around their peak.

    Parameters
    ----------
    b : int
        Size of a block.
    tau : array, shape (N,)
        Thresholds, >= 0.
    powers : tuple of int
        Powers; 0 gives the logarithm of P(‖g_b‖ > τ).

    Returns
    -------
    list of array, shape (N,)
        One for each power.

    Examples
    --------
    >>> log_block_moments(1, np.array([0.0]), (2,))[0].round(12).tolist()
    [0.0]
    """
    peak = math.sqrt(b - 1.0)
    start = np.maximum(tau, peak)
    slope = start - (b - 1.0) / np.where(start > 0, start, 1.0)
    above = 2.0 * DEPTH / (slope + np.sqrt(slope * slope + 2.0 * DEPTH))
    low, high = np.maximum(tau, peak - math.sqrt(2.0 * DEPTH)), start + above
    nodes, weights = _rule()
    wide = (high - low)[:, None] * nodes
    radius, excess = low[:, None] + wide, (low - tau)[:, None] + wide
    constant = (1.0 - b / 2.0) * math.log(2.0) - math.lgamma(b / 2.0)
    base = (b - 1.0) * np.log(radius) - 0.5 * radius**2
    found = []
    for power in powers:
        logs = base + power * np.log(excess) if power else base
        top = logs.max(axis=1)
        found.append(constant + top + np.log((high - low) * (np.exp(logs - top[:, None]) @ weights)))
    return found


def log_block_moment(b: int, tau: float, power: int) -> float:
    """Logarithm of E (‖g_b‖ - τ)_+^power at one threshold.

    Parameters
    ----------
    b : int
        Size of a block.
    tau : float
        Threshold, >= 0.
    power : int
        Power, >= 0.

    Returns
    -------
    float

    Examples
    --------
    >>> round(log_block_moment(1, 0.0, 2), 12)
    0.0
    """
    return float(log_block_moments(b, np.array([tau]), (power,))[0][0])


def group_thresholds(rho: np.ndarray, b: int) -> np.ndarray:
    """``group_descent_threshold`` at many ρ in [0, 1], by Newton's method in log τ, where the equation is concave.

    Parameters
    ----------
    rho : array, shape (N,)
        Fractions of active blocks.
    b : int
        Size of a block.

    Returns
    -------
    array, shape (N,)
        inf at 0, 0 at 1.

    Examples
    --------
    >>> group_thresholds(np.array([0.0, 0.1, 1.0]), 4).round(12).tolist()
    [inf, 1.997397264605, 0.0]
    """
    inner = (rho > 0.0) & (rho < 1.0)
    p = np.where(inner, rho, 0.5)
    odds, x = np.log(p) - np.log1p(-p), np.full(p.shape, 0.5 * math.log(b))
    for _ in range(STEPS):
        tau = np.exp(x)
        chance, mean = log_block_moments(b, tau, (0, 1))
        step = (mean - x - odds) / (tau * np.exp(chance - mean) + 1.0)
        x = x + np.clip(step, -8.0, 1.0)
        if np.abs(step).max(initial=0.0) <= 1e-14:
            break
    return np.where(inner, np.exp(x), np.where(rho == 0.0, np.inf, 0.0))


def group_shares(rho: np.ndarray, b: int) -> np.ndarray:
    """``group_descent_share`` at many ρ in [0, 1].

    Parameters
    ----------
    rho : array, shape (N,)
        Fractions of active blocks.
    b : int
        Size of a block.

    Returns
    -------
    array, shape (N,)
        Relative error below 1e-12.

    Examples
    --------
    >>> group_shares(np.array([0.0, 0.1, 1.0]), 4).round(12).tolist()
    [0.0, 0.244815697899, 1.0]
    """
    inner = (rho > 0.0) & (rho < 1.0)
    p = np.where(inner, rho, 0.5)
    tau = group_thresholds(p, b)
    share = (p * (b + tau**2) + (1.0 - p) * np.exp(log_block_moments(b, tau, (2,))[0])) / b
    return np.where(inner, share, rho)


def _singular_moments(above: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """P(u > t), E (u-t)_+ and E (u-t)_+² for the limit law of singular values, t above its lower edge 1 - √y."""
    nodes, weights = _rule()
    edge, half = 1.0 - np.sqrt(y), 2.0 * np.sqrt(y)
    share = np.clip(above * (2.0 * edge + above) / (2.0 * half), 0.0, 1.0)[:, None]
    start = 2.0 * np.arcsin(np.sqrt(share))
    span, edge, half, above = math.pi - start, edge[:, None], half[:, None], above[:, None]
    theta = start + span * nodes
    rise = 2.0 * half * np.sin(theta / 2.0) ** 2
    u = np.sqrt(edge**2 + rise)
    close = 2.0 * half * np.sin((start + theta) / 2.0) * np.sin(span * nodes / 2.0) / (u + edge + above)
    excess = np.where(share > 0.0, close, rise / (u + edge) - above)
    density = 2.0 / math.pi * np.sin(span * (1.0 - nodes)) ** 2 / u**2 * span
    return [(density * excess**k) @ weights for k in range(3)]


def nuclear_shares(rho: np.ndarray, nu: np.ndarray) -> np.ndarray:
    """``nuclear_descent_share`` at many ρ in (0, 1) and ν in (0, 1]: Newton's method from below, where f is convex.

    Parameters
    ----------
    rho, nu : array, shape (N,)
        Ranks over the smaller side, and aspect ratios.

    Returns
    -------
    array, shape (N,)
        Relative error below 1e-12.

    Notes
    -----
    With E (u-τ)_+ = ρτ/(1-ρ) at the root, (1-ρ) E u(u-τ)_+ = ρτ² + (1-ρ) E (u-τ)_+², which is least there.

    Examples
    --------
    >>> nuclear_shares(np.array([0.1]), np.array([0.5])).round(12).tolist()
    [0.280864570019]
    """
    y = nu * (1.0 - rho) / (1.0 - rho * nu)
    edge = 1.0 - np.sqrt(y)
    above = -edge
    for _ in range(STEPS):
        chance, mean, _ = _singular_moments(above, y)
        step = ((1.0 - rho) * mean - rho * (edge + above)) / ((1.0 - rho) * chance + rho)
        above = above + step
        if (step <= 1e-12 * (edge + above)).all():  # the share is stationary: its error is the square
            break
    second = rho * (edge + above) ** 2 + (1.0 - rho) * _singular_moments(above, y)[2]
    return rho * nu + (1.0 - rho * nu) * (rho + second)
