"""Heuristic predictor for thresholding with l_q proximal maps, q <= 1 (dossier ``geom.descent.lq``, marked [H]).

No theorem stands behind these numbers, so that they are no quantity of the registry: they must be asked for with
``experimental=True``.
"""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np

from lqtheory.errors import UnsupportedError
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.batches import batched

__all__ = ["lq_proximal_map", "scalar_minimax_risk"]

_NODES = 160


@functools.cache
def _rule() -> tuple[np.ndarray, np.ndarray]:
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return (nodes + 1.0) / 2.0, weights / 2.0


def _penalty(threshold: float, q: float) -> float:
    """The weight whose proximal map is zero up to the threshold: t = x_0 + λ q x_0^(q-1), x_0^(2-q) = 2λ(1-q)."""
    least = threshold * 2.0 * (1.0 - q) / (2.0 - q)  # x_0, the smallest nonzero value
    return float(least ** (2.0 - q) / (2.0 * (1.0 - q)))


def lq_proximal_map(y: np.ndarray, threshold: float, q: float) -> np.ndarray:
    r"""Proximal map of λ|x|^q for 0 <= q <= 1, with λ chosen by its threshold.

    η(y) = argmin (x-y)²/2 + λ|x|^q: soft thresholding at q = 1, hard thresholding at q = 0; 0 for |y| <= threshold.

    Parameters
    ----------
    y : array of float64, shape (...)
        Arguments.
    threshold : float
        Positive.
    q : float
        Exponent in [0, 1].

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    DomainError
        If an argument is out of range.

    Notes
    -----
    Newton's method for the larger root of x + λ q x^{q-1} = |y|, from above; it is convex there.

    References
    ----------
    Dossier geom.descent.lq.

    Examples
    --------
    >>> lq_proximal_map(np.array([0.5, -3.0]), 1.0, 1.0).tolist()
    [0.0, -2.0]
    """
    threshold = check_real(threshold, "threshold", "lq_proximal_map", 0.0, math.inf, closed="neither")
    q = check_real(q, "q", "lq_proximal_map", 0.0, 1.0)
    size = np.abs(np.asarray(y, dtype=np.float64))
    beyond = size > threshold
    if q == 1.0:
        value = size - threshold
    else:
        value, factor = np.where(beyond, size, 2.0 * threshold), q * _penalty(threshold, q)
        for _ in range(60 if factor else 0):
            power = factor * value ** (q - 1.0)
            value = value - (value + power - np.where(beyond, size, 2.0 * threshold)) / (
                1.0 + (q - 1.0) * power / value
            )
    return np.sign(y) * np.where(beyond, value, 0.0)


def _mean_square(threshold: float, q: float, mu: float) -> float:
    """E(η(μ+Z) - μ)², by quadrature on both sides of the threshold."""
    nodes, weights = _rule()
    edges = sorted({*np.clip([-threshold, threshold], mu - 10.0, mu + 10.0), mu - 10.0, mu + 10.0, mu})
    total = 0.0
    for low, high in itertools.pairwise(edges):
        y = low + (high - low) * nodes
        density = np.exp(-0.5 * (y - mu) ** 2) / math.sqrt(2.0 * math.pi)
        total += (high - low) * float(weights @ (density * (lq_proximal_map(y, threshold, q) - mu) ** 2))
    return total


def _worst(threshold: float, q: float) -> float:
    """The largest risk over μ: 1 + t² at μ = inf for q = 1, at a finite μ below the threshold's neighbourhood else."""
    from scipy.optimize import minimize_scalar

    if q == 1.0:
        return 1.0 + threshold**2
    grid = np.linspace(0.0, threshold + 4.0, 41)
    best = int(np.argmax([_mean_square(threshold, q, mu) for mu in grid]))
    around = grid[max(best - 1, 0)], grid[min(best + 1, 40)]
    found = minimize_scalar(lambda mu: -_mean_square(threshold, q, mu), bounds=around, method="bounded")
    return max(-float(found.fun), 1.0)


@batched(rho=0, q=0)
def scalar_minimax_risk(rho: float, q: float, *, experimental: bool = False) -> float:
    r"""Heuristic: minimax risk of scalar thresholding with the l_q proximal map, a predictor of phase transitions.

    M_q(ρ) = inf_t sup_μ {(1-ρ) E η(Z)² + ρ E(η(μ+Z)-μ)²}; M_1 = ψ. A heuristic for iterative thresholding, no theorem:
    neither an upper nor a lower bound on what l_q minimisation needs.

    Parameters
    ----------
    rho : float
        Fraction of nonzero entries, in (0, 1).
    q : float
        Exponent in [0, 1].
    experimental : bool
        Must be true.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError
        Unless ``experimental`` is true.
    DomainError
        If an argument is out of range.

    Notes
    -----
    About four digits, half a second. For q < 1 it lies above ψ: thresholding by the worst case is not better than l_1.

    References
    ----------
    Dossier geom.descent.lq, marked as heuristic.

    Examples
    --------
    >>> round(scalar_minimax_risk(0.1, 1.0, experimental=True), 6)
    0.328794
    """
    from scipy.optimize import minimize_scalar

    if experimental is not True:
        raise UnsupportedError(
            "this predictor is a heuristic without a theorem (scalar_minimax_risk); pass experimental=True to use it"
        )
    rho = check_real(rho, "rho", "scalar_minimax_risk", 0.0, 1.0, closed="neither")
    q = check_real(q, "q", "scalar_minimax_risk", 0.0, 1.0)

    def risk(threshold: float) -> float:
        return (1.0 - rho) * _mean_square(threshold, q, 0.0) + rho * _worst(threshold, q)

    return float(minimize_scalar(risk, bounds=(0.05, 6.0), method="bounded", options={"xatol": 1e-7}).fun)
