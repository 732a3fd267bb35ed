"""Distributions with less variance than sensitivities: best in the worst case, and best on average.

A distribution q has the second moment v(x) = Σ_j g_j(x)²/q_j at point x; the relative variance is (v - 1)/m.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, check_count, check_real, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, as_shares
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_distributions import (
    ball_mean_second_moment,
    ball_minimax_second_moment,
)

__all__ = [
    "QUANTITIES",
    "MinimaxDistribution",
    "mean_optimal_distribution",
    "mean_second_moment",
    "minimax_distribution",
    "minimax_second_moment",
    "mixed_distribution",
]


class MinimaxDistribution(NamedTuple):
    """The distribution with the least largest second moment over the points, with a certificate.

    Parameters
    ----------
    q : array, shape (n,)
        The distribution.
    weights : array, shape (N,)
        Weights of the points that certify it.
    upper, lower : float
        Largest second moment of q, and a bound below which no distribution can go: S* lies between.
    steps : int
        Steps made.
    """

    q: Array
    weights: Array
    upper: float
    lower: float
    steps: int


def minimax_distribution(G: Any, tolerance: float = 1e-10, max_steps: int = 20_000) -> MinimaxDistribution:
    r"""Distribution with the least largest second moment over the points of a sample.

    S* = min_q max_x Σ_j g_j(x)²/q_j = max_π (Σ_j √(Σ_x π_x g_j(x)²))².

    Parameters
    ----------
    G : array-like, shape (N, n)
        Relative importances, one point in each row, each with sum 1; drop points without input.
    tolerance : float
        Gap between the two certificates at which the search ends, > 0.
    max_steps : int
        Largest number of steps.

    Returns
    -------
    MinimaxDistribution
        ``lower <= S* <= upper`` up to rounding, whatever the number of steps.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Multiplicative updates π_x ← π_x √(v_x/Σ π v), which may be slow at the end: hence both certificates are returned.
    Cost O(N n) for each step.

    References
    ----------
    Dossier coreset.minimax_q.

    Examples
    --------
    >>> found = minimax_distribution([[1.0, 0.0], [0.0, 1.0]])
    >>> round(found.upper, 12), found.q.round(6).tolist()
    (2.0, [0.5, 0.5])
    """
    where = "minimax_distribution"
    tolerance = check_real(tolerance, "tolerance", where, 0.0, 1.0, "right")
    max_steps = check_count(max_steps, "max_steps", 1, None, where)
    G = as_shares(G, "G", where)
    if G.ndim != 2:
        raise ShapeError(f"G has shape {tuple(G.shape)} ({where}); give a matrix with one point in each row")
    xp = namespace(G)
    squares = G * G
    weights = 0.0 * G[:, 0] + 1.0 / G.shape[0]
    best, lower = None, 0.0
    steps = 0
    for steps in range(1, max_steps + 1):
        roots = xp.sqrt(xp.matmul(weights, squares))
        total = xp.sum(roots)
        q = roots / total
        moments = xp.sum(_over(xp, squares, q), axis=-1)
        lower = max(lower, float(total) ** 2)
        if best is None or float(xp.max(moments)) < best.upper:
            best = MinimaxDistribution(q, weights, float(xp.max(moments)), lower, steps)
        if best.upper - lower <= tolerance:
            break
        weights = weights * xp.sqrt(moments / xp.sum(weights * moments))
        weights = weights / xp.sum(weights)
    assert best is not None
    return best._replace(lower=lower, steps=steps)


def _over(xp: Any, squares: Array, q: Array) -> Array:
    """Squares over q, 0/0 = 0; infinite where an edge that matters is never drawn."""
    safe = xp.where(q > 0.0, q, 0.0 * q + 1.0)
    never = (squares > 0.0) & (q <= 0.0)
    return xp.where(never, 0.0 * squares + np.inf, squares / safe)


def minimax_second_moment(G: Any) -> float:
    r"""Least largest second moment over the points that a distribution can have.

    S* = min_q max_x Σ_j g_j(x)²/q_j.

    Parameters
    ----------
    G : array-like, shape (N, n)
        Relative importances, one point in each row, each with sum 1.

    Returns
    -------
    float
        The upper certificate of :func:`minimax_distribution`; in [1, S].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`minimax_distribution`.

    Notes
    -----
    As :func:`minimax_distribution`.

    References
    ----------
    Dossier coreset.minimax_q.

    Examples
    --------
    >>> minimax_second_moment([[0.5, 0.5], [0.5, 0.5]])
    1.0
    """
    return minimax_distribution(G).upper


def mean_optimal_distribution(R: Any) -> Array:
    r"""Distribution with the least mean second moment over the points of a sample.

    q_j ∝ √(mean_x r_j(x)²).

    Parameters
    ----------
    R : array-like, shape (..., N, n)
        Relative importances g_j(x), or w_j a_j(x) to weight absolute errors; nonnegative, one point in each row.

    Returns
    -------
    array of float64, shape (..., n)
        Zeros if all entries are.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If R is not a finite matrix or has a negative entry.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    Dossier coreset.meanopt_q.

    Examples
    --------
    >>> mean_optimal_distribution([[1.0, 0.0], [0.0, 3.0]]).round(12).tolist()
    [0.25, 0.75]
    """
    xp, roots = _roots(R, "mean_optimal_distribution")
    total = xp.sum(roots, axis=-1, keepdims=True)
    return roots / xp.where(total > 0.0, total, 0.0 * total + 1.0)


def _roots(R: Any, where: str) -> tuple[Any, Array]:
    R = as_nonnegative(R, "R", where)
    if R.ndim < 2:
        raise ShapeError(f"R has shape {tuple(R.shape)} ({where}); give a matrix with one point in each row")
    xp = namespace(R)
    top = xp.max(R, axis=(-2, -1), keepdims=True)
    safe = xp.where(top > 0.0, top, 0.0 * top + 1.0)
    return xp, safe[..., 0, :] * xp.sqrt(xp.mean((R / safe) ** 2, axis=-2))


def mean_second_moment(R: Any) -> Array:
    r"""Least mean second moment over the points that a distribution can have.

    (Σ_j √(mean_x r_j(x)²))².

    Parameters
    ----------
    R
        As :func:`mean_optimal_distribution`.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`mean_optimal_distribution`.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    Dossier coreset.meanopt_q.

    Examples
    --------
    >>> round(float(mean_second_moment([[1.0, 0.0], [0.0, 3.0]])), 12)
    8.0
    """
    xp, roots = _roots(R, "mean_second_moment")
    return xp.sum(roots, axis=-1) ** 2


def mixed_distribution(q: Any, other: Any = None, share: float = 0.5) -> Array:
    r"""Mixture of two distributions, which bounds the range of the terms by that of either over its share.

    (1-λ) q + λ q'; q' uniform by default.

    Parameters
    ----------
    q : array-like, shape (..., n)
        A distribution.
    other : array-like, shape (..., n), optional
        The other one, for instance s/S; uniform if not given, so that every edge is drawn now and then.
    share : float
        The share λ of the other one, in [0, 1].

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a distribution or the share is out of range.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.minimax_q, coreset.oos.conformal_m.

    Examples
    --------
    >>> mixed_distribution([1.0, 0.0], share=0.5).tolist()
    [0.75, 0.25]
    """
    where = "mixed_distribution"
    share = check_real(share, "share", where, 0.0, 1.0)
    q = as_shares(q, "q", where)
    second = 0.0 * q + 1.0 / q.shape[-1] if other is None else as_shares(other, "other", where)
    return (1.0 - share) * q + share * second


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "minimax_second_moment",
        ("G",),
        minimax_second_moment,
        ball_minimax_second_moment,
        r"S^\ast\left({G}\right)",
        "coreset.minimax_q",
        sign="positive",
    ),
    Quantity(
        "mean_second_moment",
        ("R",),
        mean_second_moment,
        ball_mean_second_moment,
        r"\bar S\left({R}\right)",
        "coreset.meanopt_q",
        sign="nonnegative",
    ),
)
