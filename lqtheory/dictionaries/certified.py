"""Distances of combinations bounded from above, rounding errors included.

Model of arithmetic: sums of products in any order, with or without fused operations, every operation rounded to nearest
(Higham's γ_n = n u / (1 − n u)); below the smallest normal number an absolute error of that number per operation.
"""

from __future__ import annotations

import math

import numpy as np

__all__ = ["distance_at_most"]

_UNIT = 2.0**-53
_TINY = float(np.finfo(np.float64).smallest_normal)


def distance_at_most(
    atoms: np.ndarray,
    theta: np.ndarray,
    found: np.ndarray,
    *,
    target: np.ndarray | None = None,
    weights: np.ndarray | None = None,
    p: float = 2.0,
) -> float:
    r"""Upper bound of the distance of Σ g_j f_j to Σ θ_j f_j, or to a target, that no rounding error invalidates.

    (Σ_i ω_i |y_i - Σ_j g_j f_j(x_i)|^p)^{1/p}, for p = ∞ the largest magnitude, of the numbers as they are stored.

    Parameters
    ----------
    atoms : array, shape (n_samples, n)
        Atoms as columns, float64.
    theta : array, shape (n,)
        Coefficients of f.
    found : array, shape (n,)
        Coefficients g of the combination.
    target : array, shape (n_samples,), optional
        y; f by default.
    weights : array, shape (n_samples,), optional
        Nonnegative weights ω; 1/n_samples by default.
    p : float
        Exponent of the norm, >= 1 or infinite.

    Returns
    -------
    float
        At least the exact distance, 0 where g is f; inf where the numbers are too large for the computation.

    Notes
    -----
    Cost O(n_samples n). Exceeds the distance by about n 2^{-53} Σ |f_j(x_i)| (|θ_j| + |g_j|) in the mean over the
    sample. Powers other than squares are taken in ball arithmetic.

    References
    ----------
    higham_2002, Lemma 3.1 and section 3.1.

    Examples
    --------
    >>> import numpy as np
    >>> found = distance_at_most(np.eye(3), np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.0, 0.0]), weights=np.ones(3))
    >>> 0 <= found - 0.13**0.5 < 1e-14
    True
    """
    if target is None and not ((theta != found) & (atoms != 0.0).any(axis=0)).any():
        return 0.0
    with np.errstate(over="ignore", invalid="ignore"):
        errors = _entries(atoms, theta, found, target)
        largest = float(errors.max(initial=0.0))
        if not math.isfinite(largest):
            return math.inf
        if math.isinf(p):
            return largest
        if p != 2.0:
            return _by_balls(errors, weights, p)
        squares = (errors / largest) ** 2  # the quotient, its square, the weight, the sum
        whole = float(np.sum(squares if weights is None else weights * squares))
        if weights is None:
            whole /= errors.size
        else:
            whole += errors.size * _TINY * (1.0 + float(weights.max(initial=0.0)))
        return _up(math.sqrt(_up(whole + errors.size * _TINY, errors.size + 6)) * largest, 4)


def _up(value: float, n: int) -> float:
    """At least the exact value of what n operations on nonnegative numbers gave."""
    return math.nextafter(value * (1.0 + 2.0 * (n + 4) * _UNIT), math.inf)


def _entries(atoms: np.ndarray, theta: np.ndarray, found: np.ndarray, target: np.ndarray | None) -> np.ndarray:
    """At least the magnitude of the error at every sample point."""
    kept = np.flatnonzero(found)
    part, coefficients = atoms[:, kept], found[kept]
    value, size = part @ coefficients, np.abs(part) @ np.abs(coefficients)
    n = kept.size + 2
    if target is None:
        used = np.flatnonzero(theta)
        value = atoms[:, used] @ theta[used] - value
        size = np.abs(atoms[:, used]) @ np.abs(theta[used]) + size
        n += used.size
    else:
        value, size = target - value, np.abs(target) + size
    # the difference is rounded once; the sums by γ_n of their magnitudes, which are rounded themselves
    rounded = 2.0 * n * _UNIT * (1.0 + 4.0 * n * _UNIT) * size + 4.0 * n * _TINY
    return (np.abs(value) + rounded) * (1.0 + 16.0 * _UNIT)


def _by_balls(errors: np.ndarray, weights: np.ndarray | None, p: float) -> float:
    """The weighted power mean, or sum, of floats that are taken as exact."""
    from lqtheory import balls

    exponent = balls.ball(p)
    shares = [balls.ball(1) / errors.size] * errors.size if weights is None else [balls.ball(w) for w in weights]
    powers = (w * balls.power(balls.ball(e), exponent) for w, e in zip(shares, errors, strict=True) if e > 0.0)
    whole = balls.total([balls.ball(0), *powers])
    if not whole > 0:
        return 0.0 if whole.is_zero() else math.inf
    return balls.enclosure(balls.power(whole, 1 / exponent))[1]
