"""Number of distinct edges among m draws, and the draws that give a wanted number (``coreset.unique``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import Array, check_real, namespace, on_cpu
from lqtheory.quantities.coreset_inputs import as_shares, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_unique import (
    ball_draws_for_unique,
    ball_expected_unique,
    ball_unique_variance,
)

__all__ = ["QUANTITIES", "draw_probabilities", "draws_for_unique", "expected_unique", "unique_variance"]

#: Pairs of edges held at a time.
BLOCK = 1 << 22


def draw_probabilities(q: Any, m: float) -> Array:
    r"""Probability of each edge to be drawn at least once.

    1 - (1-q_j)^m.

    Parameters
    ----------
    q : array-like, shape (..., n)
        Distribution that edges are drawn from.
    m : float
        Number of draws, >= 0; it need not be whole.

    Returns
    -------
    array of float64, shape (..., n)
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If q is not a distribution or m is not a number >= 0.

    Notes
    -----
    As -expm1(m log1p(-q)): correct for the smallest q and the largest m. Cost O(n).

    References
    ----------
    Dossier coreset.unique.

    Examples
    --------
    >>> draw_probabilities([0.5, 0.5], 2).tolist()
    [0.75, 0.75]
    """
    m = check_real(m, "m", "draw_probabilities", 0.0, math.inf, "left")
    q = as_shares(q, "q", "draw_probabilities")
    return _probabilities(namespace(q), q, m)


def _probabilities(xp: Any, q: Array, m: float) -> Array:
    sure = q >= 1.0
    rate = xp.log1p(-xp.where(sure, 0.0 * q, q))
    return xp.where(sure, 0.0 * q + (1.0 if m > 0.0 else 0.0), -xp.expm1(m * rate))


def expected_unique(q: Any, m: float) -> Array:
    r"""Expected number of distinct edges among m draws.

    U(m) = Σ_j (1 - (1-q_j)^m).

    Parameters
    ----------
    q, m
        As :func:`draw_probabilities`.

    Returns
    -------
    array of float64, shape (...)
        Increasing and concave in m, with U(1) = 1; at most the number of positive entries of q.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`draw_probabilities`.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.unique.

    Examples
    --------
    >>> float(expected_unique([0.5, 0.25, 0.125, 0.125], 4))
    2.44873046875
    """
    return namespace(p := draw_probabilities(q, m)).sum(p, axis=-1)


def unique_variance(q: Any, m: float) -> Array:
    r"""Variance of the number of distinct edges among m draws.

    Σ_j p_j(1-p_j) + 2 Σ_{i<j} [(1-q_i-q_j)^m - p_i p_j], p_j = (1-q_j)^m.

    Parameters
    ----------
    q, m
        As :func:`draw_probabilities`; m should be whole.

    Returns
    -------
    array of float64, shape (...)
        At most Σ_j p_j(1-p_j): distinct edges are negatively correlated.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`draw_probabilities`.

    Notes
    -----
    Pairs as p_i p_j expm1(m log(1 - q_i q_j/((1-q_i)(1-q_j)))), in blocks. Cost O(n²).

    References
    ----------
    Dossier coreset.unique.

    Examples
    --------
    >>> round(float(unique_variance([0.5, 0.25, 0.125, 0.125], 4)), 10)
    0.4749104977
    """
    m = check_real(m, "m", "unique_variance", 0.0, math.inf, "left")
    q = as_shares(q, "q", "unique_variance")
    xp = namespace(q)
    missed = 1.0 - q
    rate = xp.log1p(-xp.where(missed > 0.0, q, 0.0 * q))
    p = xp.where(missed > 0.0, xp.exp(m * rate), 0.0 * q + (1.0 if m == 0.0 else 0.0))
    drawn = xp.where(missed > 0.0, -xp.expm1(m * rate), 0.0 * q + (0.0 if m == 0.0 else 1.0))
    value = xp.sum(p * drawn, axis=-1)
    odds = xp.where(missed > 0.0, q / xp.where(missed > 0.0, missed, 0.0 * q + 1.0), 0.0 * q)
    n = q.shape[-1]
    rows = max(1, BLOCK * n // max(1, n * math.prod(q.shape)))
    for first in range(0, n, rows):
        left = slice(first, first + rows)
        product = odds[..., left, None] * odds[..., None, :]
        both = xp.where(product < 1.0, product, 0.0 * product)
        ratio = xp.where(product < 1.0, xp.expm1(m * xp.log1p(-both)), 0.0 * product - (0.0 if m == 0.0 else 1.0))
        pairs = p[..., left, None] * p[..., None, :] * ratio
        other = xp.asarray(np.arange(first, min(first + rows, n))[:, None] != np.arange(n)[None, :])
        if hasattr(pairs, "device") and not isinstance(pairs, np.ndarray):
            other = other.to(pairs.device)
        value = value + xp.sum(xp.where(other, pairs, 0.0 * pairs), axis=(-2, -1))
    return xp.where(value > 0.0, value, 0.0 * value)


def draws_for_unique(q: Any, u: float) -> Any:
    r"""Number of draws after which a wanted number of distinct edges is expected.

    The real m with U(m) = u; infinite if u is at least the number of edges with q_j > 0: keep all of them.

    Parameters
    ----------
    q : array-like, shape (..., n)
        Distribution that edges are drawn from.
    u : float
        Wanted number of distinct edges, >= 0.

    Returns
    -------
    float, or array of float64, shape (...)
        At least u for u >= 1; u itself for a single edge, whose U jumps from 0 to 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If q is not a distribution or u is not a number >= 0.

    Notes
    -----
    Brent's method between the value for uniform q, a lower bound by Jensen's inequality, and its doublings.
    Cost O(n log m) for each distribution, on the CPU.

    References
    ----------
    Dossier coreset.unique_inverse.

    Examples
    --------
    >>> round(draws_for_unique([0.01] * 100, 50), 9), draws_for_unique([0.5, 0.5, 0.0], 2)
    (68.967563937, inf)
    """
    where = "draws_for_unique"
    u = check_real(u, "u", where, 0.0, math.inf)
    q = as_shares(q, "q", where)
    rows = np.asarray(on_cpu(q), dtype=np.float64)
    if rows.ndim == 1:
        return _draws_for_unique(rows, u)
    values = np.array([_draws_for_unique(row, u) for row in rows.reshape(-1, rows.shape[-1])])
    return together(values.reshape(rows.shape[:-1]), q)[0]


def _draws_for_unique(q: np.ndarray, u: float) -> float:
    from scipy.optimize import brentq

    q = q[q > 0.0]
    if u >= q.size:
        return math.inf
    if u in (0.0, 1.0) or q.size == 1:
        return u

    def excess(m: float) -> float:
        return float(_probabilities(np, q, m).sum()) - u

    low = math.log1p(-u / q.size) / math.log1p(-1.0 / q.size) if u > 1.0 else 0.0
    low, high = (low, 2.0 * low) if excess(low) < 0.0 < low else (0.0, 1.0)
    while excess(high) < 0.0:
        low, high = high, 2.0 * high
        if not math.isfinite(high):
            return math.inf
    return float(brentq(excess, low, high, xtol=1e-300, rtol=8.9e-16, maxiter=500))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "expected_unique",
        ("q", "m"),
        expected_unique,
        ball_expected_unique,
        r"U\left({q},{m}\right)",
        "coreset.unique",
        sign="nonnegative",
        integer_arguments=(),
    ),
    Quantity(
        "unique_variance",
        ("q", "m"),
        unique_variance,
        ball_unique_variance,
        r"\mathrm{{Var}}\,U\left({q},{m}\right)",
        "coreset.unique",
        sign="nonnegative",
    ),
    Quantity(
        "draws_for_unique",
        ("q", "u"),
        draws_for_unique,
        ball_draws_for_unique,
        r"U^{{-1}}\left({q},{u}\right)",
        "coreset.unique_inverse",
        sign="nonnegative",
    ),
)
