"""Named instance families: structured vectors and matrices on which bounds are tight, or fail.

Plain random vectors almost never attain a sharp bound; these few shapes do. Levels are simple numbers, so that a
counterexample built from them can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError

__all__ = [
    "FAMILIES",
    "flat",
    "geometric",
    "levels",
    "low_rank",
    "power_law",
    "random_unit",
    "sparse_plus_tail",
    "spike",
    "two_level",
]

#: Families of vectors that need no random numbers, by name.
FAMILIES = ("flat", "two_level", "levels", "geometric", "power_law", "sparse_plus_tail", "spike")


def flat(n: int, m: int, level: float = 1.0) -> np.ndarray:
    """Vector with ``m`` equal entries and zeros behind them.

    x = (level, ..., level, 0, ..., 0) with m times the level.

    Parameters
    ----------
    n : int
        Length, at least 1.
    m : int
        Number of equal entries, in {0, ..., n}.
    level : float
        Their value.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or out of range.

    Notes
    -----
    Extremal for best k-term errors over l_q balls.

    References
    ----------
    Dossier lq.worst.

    Examples
    --------
    >>> flat(4, 2).tolist()
    [1.0, 1.0, 0.0, 0.0]
    """
    return levels(n, (m,), (level,), where="flat")


def two_level(n: int, m: int, high: float, low: float) -> np.ndarray:
    """Vector with ``m`` entries ``high`` and all others ``low``.

    x = (high, ..., high, low, ..., low).

    Parameters
    ----------
    n : int
        Length, at least 1.
    m : int
        Number of entries ``high``, in {0, ..., n}.
    high, low : float
        The two levels.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or out of range.

    Examples
    --------
    >>> two_level(3, 1, 5.0, 2.0).tolist()
    [5.0, 2.0, 2.0]
    """
    m = _count(m, "m", 0, _count(n, "n", 1, None, "two_level"), "two_level")
    return levels(n, (m, n - m), (high, low), where="two_level")


def levels(n: int, counts: Sequence[int], values: Sequence[float], *, where: str = "levels") -> np.ndarray:
    """Staircase: ``counts[0]`` entries ``values[0]``, then ``counts[1]`` entries ``values[1]``, and so on; then zeros.

    Parameters
    ----------
    n : int
        Length, at least 1.
    counts : sequence of int
        How many entries each level has; their sum is at most ``n``.
    values : sequence of float
        The levels.
    where : str
        Name for error texts.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or negative, or the counts exceed ``n``.

    Notes
    -----
    One spike, a flat block and a remainder are extremal for keep counts.

    References
    ----------
    Dossier lq.kmin.exact.

    Examples
    --------
    >>> levels(5, (1, 2), (9.0, 1.0)).tolist()
    [9.0, 1.0, 1.0, 0.0, 0.0]
    """
    n = _count(n, "n", 1, None, where)
    sizes = [_count(c, "m", 0, n, where) for c in counts]
    if sum(sizes) > n:
        raise DomainError(f"the levels have {sum(sizes)} entries, allowed are n={n} ({where}); use smaller counts")
    x = np.zeros(n)
    x[: sum(sizes)] = np.repeat(np.asarray(values, dtype=np.float64), sizes)
    return x


def geometric(n: int, ratio: float) -> np.ndarray:
    """Geometrically decaying vector.

    x_i = ratio^{i-1}, i = 1, ..., n.

    Parameters
    ----------
    n : int
        Length, at least 1.
    ratio : float
        Quotient of neighbours.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not a positive integer.

    Examples
    --------
    >>> geometric(3, 0.5).tolist()
    [1.0, 0.5, 0.25]
    """
    return np.float64(ratio) ** np.arange(_count(n, "n", 1, None, "geometric"))


def power_law(n: int, exponent: float) -> np.ndarray:
    """Vector of powers of the rank.

    x_i = i^{-exponent}, i = 1, ..., n.

    Parameters
    ----------
    n : int
        Length, at least 1.
    exponent : float
        Rate of decay.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not a positive integer.

    Notes
    -----
    Extremal for weak l_q balls at exponent 1/q.

    References
    ----------
    Dossier lq.weak.

    Examples
    --------
    >>> power_law(4, 1).tolist()
    [1.0, 0.5, 0.3333333333333333, 0.25]
    """
    return np.arange(1.0, _count(n, "n", 1, None, "power_law") + 1) ** -np.float64(exponent)


def sparse_plus_tail(n: int, m: int, level: float) -> np.ndarray:
    """Vector with ``m`` entries 1 and a flat tail at a lower level.

    x = (1, ..., 1, level, ..., level): spikes and dust.

    Parameters
    ----------
    n : int
        Length, at least 1.
    m : int
        Number of ones, in {0, ..., n}.
    level : float
        Level of the tail.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or out of range.

    Examples
    --------
    >>> sparse_plus_tail(4, 1, 0.01).tolist()
    [1.0, 0.01, 0.01, 0.01]
    """
    return two_level(n, m, 1.0, level)


def spike(n: int, height: float, m: int | None = None) -> np.ndarray:
    """Vector with one spike and a flat block of ones behind it.

    x = (height, 1, ..., 1, 0, ..., 0) with m ones.

    Parameters
    ----------
    n : int
        Length, at least 1.
    height : float
        The first entry.
    m : int, optional
        Number of ones, in {0, ..., n-1}; all others by default.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or out of range.

    Examples
    --------
    >>> spike(4, 7, 2).tolist()
    [7.0, 1.0, 1.0, 0.0]
    """
    n = _count(n, "n", 1, None, "spike")
    m = n - 1 if m is None else _count(m, "m", 0, n - 1, "spike", high_name="n-1")
    return levels(n, (1, m), (height, 1.0), where="spike")


def random_unit(n: int, *, rng: np.random.Generator) -> np.ndarray:
    """Random vector of Euclidean norm 1, uniform on the sphere.

    Parameters
    ----------
    n : int
        Length, at least 1.
    rng : numpy.random.Generator
        Source of random numbers.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not a positive integer.

    Examples
    --------
    >>> x = random_unit(3, rng=np.random.default_rng(0))
    >>> bool(abs(np.sum(x**2) - 1) < 1e-15)
    True
    """
    x = rng.standard_normal(_count(n, "n", 1, None, "random_unit"))
    return x / np.linalg.norm(x)


def low_rank(rows: int, cols: int, rank: int, *, rng: np.random.Generator) -> np.ndarray:
    """Random matrix of a given rank: a product of two Gaussian factors.

    Parameters
    ----------
    rows, cols : int
        Shape, both at least 1.
    rank : int
        Rank, in {0, ..., min(rows, cols)}.
    rng : numpy.random.Generator
        Source of random numbers.

    Returns
    -------
    numpy.ndarray of float64, shape (rows, cols)

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer or out of range.

    Examples
    --------
    >>> a = low_rank(4, 3, 2, rng=np.random.default_rng(0))
    >>> a.shape, int(np.linalg.matrix_rank(a))
    ((4, 3), 2)
    """
    rows, cols = _count(rows, "rows", 1, None, "low_rank"), _count(cols, "cols", 1, None, "low_rank")
    rank = _count(rank, "rank", 0, min(rows, cols), "low_rank", high_name="min(rows,cols)")
    return rng.standard_normal((rows, rank)) @ rng.standard_normal((rank, cols))


def _count(value: Any, name: str, low: int, high: int | None, where: str, high_name: str = "n") -> int:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise InputTypeError(f"{name}={value!r} is not an integer ({where}); use an int")
    if value < low or (high is not None and value > high):
        allowed = f"{{{low},{low + 1},...}}" if high is None else f"{{{low},...,{high_name}}} with {high_name}={high}"
        remedy = f"use {name} >= {low}" if value < low else f"use {name} <= {high}"
        raise DomainError(f"{name}={value} is outside {allowed} ({where}); {remedy}")
    return int(value)
