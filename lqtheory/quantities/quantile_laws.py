"""Laws of magnitudes |w| by their upper quantile functions G: |w| = G(U) for U uniform in (0, 1], G nonincreasing.

A law is an array with one row (u_j, y_j, a_j) for each piece of (0, 1]: G(u) = y_j (u/u_j)^{-a_j} for u_{j-1} < u <=
u_j, with 0 = u_0 < u_1 < ... = 1. Such functions come close to every nonincreasing one: atoms have a_j = 0, gaps in the
values are jumps, and a_1 is the exponent of the tail (no mean for a_1 >= 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError
from lqtheory.members import Object
from lqtheory.quantities.arrays import check_count, check_exponent, check_real

__all__ = [
    "MAGNITUDES",
    "QuantileLawBalls",
    "QuantileLawSampler",
    "clipped_gap_variance",
    "drawn_magnitudes",
    "is_quantile_law",
    "mass_of_ranks",
    "moment_of_smaller",
    "pruned_masses",
    "quantile",
]

#: Numbers held at a time.
_AT_ONCE = 2_000_000
#: Laws with a density from which some are drawn, with their parameters; the last one has no mean.
_SMOOTH: tuple[tuple[str, dict[str, float]], ...] = (
    ("gauss", {}),
    ("laplace", {}),
    ("uniform", {}),
    ("student", {"nu": 3.0}),
    ("student", {"nu": 1.0}),
)


def is_quantile_law(G: Any) -> bool:
    """Whether an array is a law as this module takes it: pieces up to 1, and G nonincreasing and not negative.

    Parameters
    ----------
    G : array-like
        The rows (u_j, y_j, a_j).

    Returns
    -------
    bool

    Examples
    --------
    >>> is_quantile_law([[0.5, 2.0, 0.0], [1.0, 1.0, 1.0]]), is_quantile_law([[0.5, 1.0, 0.0], [1.0, 2.0, 0.0]])
    (True, False)
    """
    rows = np.asarray(G, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != 3 or not np.isfinite(rows).all():
        return False
    ends, values, exponents = rows.T
    starts = values[1:] * (ends[:-1] / ends[1:]) ** -exponents[1:] if ends[0] > 0 else np.array([np.inf])
    rising = bool((np.diff(ends) > 0).all()) and ends[0] > 0 and ends[-1] == 1.0
    return rising and bool((rows[:, 1:] >= 0).all()) and bool((starts <= values[:-1] * (1.0 + 1e-12)).all())


def _rows(G: Any, where: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = np.asarray(G, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1:] != (3,):
        raise ShapeError(f"G has shape {rows.shape} ({where}); give one row (u, y, a) for each piece of (0, 1]")
    if not is_quantile_law(rows):
        raise DomainError(f"G is no quantile function ({where}); ends rise to 1, values fall, exponents are >= 0")
    ends, values, exponents = rows.T
    return ends, values, exponents


def quantile(G: Any, u: Any) -> np.ndarray:
    """Upper quantiles G(u): the magnitude that is exceeded with probability u at most.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    u : float or array-like
        In (0, 1].

    Returns
    -------
    array of float64

    Raises
    ------
    ShapeError, DomainError
        If ``G`` is no law.

    Examples
    --------
    >>> quantile([[1.0, 1.0, 0.5]], [0.25, 1.0]).tolist()
    [2.0, 1.0]
    """
    ends, values, exponents = _rows(G, "quantile")
    u = np.asarray(u, dtype=np.float64)
    j = np.searchsorted(ends, u, side="left")
    return np.asarray(values[j] * (u / ends[j]) ** -exponents[j])


def mass_of_ranks(G: Any, f: float, p: float) -> float:
    r"""Mass of the magnitudes of rank above f: the limit of σ_k^p / n for k/n → f.

    D_p(f) = ∫_f^1 G(u)^p du, which is E[|w|^p; |w| <= τ] for a continuous law with P(|w| > τ) = f.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    f : float
        Keep fraction, in [0, 1]; 0 gives the whole moment.
    p : float
        Exponent, > 0.

    Returns
    -------
    float
        inf where the moment is infinite (f = 0 and p a_1 >= 1).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> mass_of_ranks([[1.0, 1.0, 0.5]], 0.25, 1.0)
    1.0
    """
    f, p = check_real(f, "f", "mass_of_ranks", 0.0, 1.0), check_exponent(p, "p", "mass_of_ranks")
    return _power_integral(G, f, p, 1.0, "mass_of_ranks")


def moment_of_smaller(G: Any, p: float) -> float:
    r"""Moment of the smaller of two independent magnitudes.

    E min(|w|, |w'|)^p = 2 ∫_0^1 u G(u)^p du; the Gini index of many weights tends to 1 - E min(|w|, |w'|)/E|w|.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    p : float
        Exponent, > 0.

    Returns
    -------
    float
        inf where the moment is infinite (p a_1 >= 2).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.index.

    Examples
    --------
    >>> moment_of_smaller([[1.0, 1.0, 0.5]], 2.0)
    2.0
    """
    p = check_exponent(p, "p", "moment_of_smaller")
    return 2.0 * _power_integral(G, 0.0, p, 2.0, "moment_of_smaller")


def _power_integral(G: Any, f: float, p: float, c: float, where: str) -> float:
    """∫_f^1 u^{c-1} G(u)^p du, piece by piece."""
    ends, values, exponents = _rows(G, where)
    starts, parts = np.concatenate([[0.0], ends[:-1]]), []
    for low, high, y, a in zip(np.maximum(starts, f), ends, values, exponents, strict=True):
        if low >= high or y == 0.0:
            continue
        e = c - a * p
        if low == 0.0:
            parts.append(y**p * high**c / e if e > 0.0 else math.inf)
        else:
            logs = math.log(low / high)
            parts.append(y**p * high**c * (-math.expm1(e * logs) / e if e else -logs))
    return math.fsum(parts)


def clipped_gap_variance(G: Any, f: float, p: float) -> float:
    r"""Asymptotic variance of the pruned mass of n independent weights.

    V = Var((T^p - |w|^p)_+) = T^{2p} f (1-f) - 2 T^p f D_p + D_{2p} - D_p², T = G(f).

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    f : float
        Keep fraction, in (0, 1].
    p : float
        Exponent, > 0.

    Returns
    -------
    float
        0 where all magnitudes of rank above f are equal to T.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.clt.

    Examples
    --------
    >>> clipped_gap_variance([[0.5, 1.0, 0.0], [1.0, 0.0, 0.0]], 0.5, 2.0)
    0.25
    """
    f = check_real(f, "f", "clipped_gap_variance", 0.0, 1.0, "right")
    level = float(quantile(G, f)) ** p
    first, second = mass_of_ranks(G, f, p), mass_of_ranks(G, f, 2 * p)
    return max(0.0, level * f * (level * (1.0 - f) - 2.0 * first) + second - first**2)


def drawn_magnitudes(rng: np.random.Generator, size: int, G: Any, n: int) -> np.ndarray:
    """Magnitudes of n independent weights, drawn many times.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the draws.
    size : int
        Number of draws, >= 1.
    G : array-like, shape (pieces, 3)
        The law.
    n : int
        Number of weights, >= 1.

    Returns
    -------
    array of float64, shape (size, n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    Examples
    --------
    >>> drawn_magnitudes(np.random.default_rng(0), 2, [[1.0, 1.0, 0.0]], 3).tolist()
    [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    """
    where = "drawn_magnitudes"
    size, n = check_count(size, "size", 1, None, where), check_count(n, "n", 1, None, where)
    return quantile(G, 1.0 - rng.random((size, n)))


def pruned_masses(rng: np.random.Generator, size: int, G: Any, n: int, k: int, p: float = 2.0) -> np.ndarray:
    r"""Mass per weight outside the k largest of n independent weights, drawn many times.

    σ_k(w)_p^p / n.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the draws.
    size : int
        Number of draws, >= 1.
    G : array-like, shape (pieces, 3)
        The law.
    n : int
        Number of weights, >= 1.
    k : int
        Number of weights kept, in {0, ..., n}.
    p : float
        Exponent, > 0.

    Returns
    -------
    array of float64, shape (size,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    Notes
    -----
    Cost O(size n), by selection.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> masses = pruned_masses(np.random.default_rng(0), 5, [[1.0, 1.0, 0.5]], 100, 40)
    >>> masses.shape, bool((masses > 0.6).all())
    ((5,), True)
    """
    where = "pruned_masses"
    size, n = check_count(size, "size", 1, None, where), check_count(n, "n", 1, None, where)
    k, p = check_count(k, "k", 0, n, where), check_exponent(p, "p", where)
    _rows(G, where)
    parts, rows = [], max(1, _AT_ONCE // n)
    for start in range(0, size, rows):
        weights = drawn_magnitudes(rng, min(rows, size - start), G, n)
        if 0 < k < n:
            weights = np.partition(weights, n - k - 1, axis=1)
        parts.append((weights[:, : n - k] ** p).sum(axis=1) / n)
    return np.concatenate(parts)


@dataclass(frozen=True)
class QuantileLawSampler:
    """Draws a law: atoms, a heavy tail, pieces with jumps, or a known law with a density between its quantiles."""

    def __call__(self, rng: np.random.Generator, **earlier: Any) -> np.ndarray:
        """Rows (u, y, a)."""
        way = int(rng.integers(5))
        if way == 0:
            return np.array([[1.0, 1.0, float(rng.choice((0.25, 0.5, 1.0, 1.5)))]])
        if way >= 3:
            return self._smooth(*_SMOOTH[int(rng.integers(len(_SMOOTH)))])
        pieces = int(rng.integers(2, 6))
        ends = np.append(np.sort(rng.choice(np.arange(1, 16), pieces - 1, replace=False)) / 16.0, 1.0)
        exponents = np.zeros(pieces) if way == 1 else rng.integers(0, 5, pieces) / 4.0
        values, value = np.zeros(pieces), float(rng.integers(0, 2)) / 2.0
        for j in range(pieces - 1, -1, -1):  # from the smallest magnitudes up, sometimes with a jump
            values[j] = value
            start = ends[j - 1] if j else ends[j]
            value = value * (start / ends[j]) ** -exponents[j] + float(rng.integers(0, 3)) / 2.0
        return np.column_stack([ends, values, exponents])

    def _smooth(self, name: str, parameters: dict[str, float]) -> np.ndarray:
        from lqtheory.quantities.random_weight_thresholds import threshold

        ends = np.array([0.002, 0.01, 0.03, 0.07, 0.15, 0.3, 0.45, 0.6, 0.75, 0.87, 0.95, 1.0])
        values = np.append(np.atleast_1d(threshold(name, ends[:-1], **parameters)), 0.0)
        exponents = np.zeros(ends.size)
        exponents[1:-1] = -np.diff(np.log(values[:-1])) / np.diff(np.log(ends[:-1]))
        exponents[0] = exponents[1]
        return np.column_stack([ends, values, exponents])


@dataclass(frozen=True)
class QuantileLawBalls:
    """Turns the rows of a law into lists of exact balls."""

    def __call__(self, G: Any) -> list[list[Any]]:
        """Rows of balls."""
        return [balls.ball_vector(row) for row in np.asarray(G, dtype=np.float64)]


#: Member of a domain: any law of magnitudes.
MAGNITUDES = Object(
    QuantileLawSampler(),
    ball=QuantileLawBalls(),
    description="a law of magnitudes by its upper quantile function",
    of=(),
    fits=is_quantile_law,
    inhabited=True,
)
