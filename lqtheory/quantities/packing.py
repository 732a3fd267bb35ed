"""Packings by sets of equal size with small intersections: the root of every lower bound (dossier ``lq.lower``)."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.packing import (
    ball_greedy_packing_size,
    ball_log_packing_count,
    ball_packing_count,
    ball_packing_distance,
)

__all__ = [
    "QUANTITIES",
    "flat_points",
    "greedy_packing",
    "greedy_packing_size",
    "log_packing_count",
    "packing_count",
    "packing_distance",
]

#: Sets that the greedy choice looks through, and up to which s logarithms of short counts are taken exactly.
LARGEST_SEARCH, EXACT_S = 2_000_000, 2000


def packing_count(n: int, s: int) -> int:
    r"""Number of s-subsets of {1, ..., n} with pairwise intersections below s/2 that surely exist.

    P(n, s) = ⌈C(n, s) / Σ_{j >= ⌈s/2⌉} C(s, j) C(n - s, s - j)⌉.

    Parameters
    ----------
    n : int
        Size of the ground set, at least 2.
    s : int
        Size of the subsets, in {1, ..., ⌊n/2⌋}.

    Returns
    -------
    int
        Exact, however large.

    Raises
    ------
    InputTypeError
        If ``n`` or ``s`` is not an integer.
    DomainError
        If ``s`` is out of range.

    Notes
    -----
    Cost O(s) operations on integers of s log n bits; :func:`log_packing_count` is fast for every s. P(n, 1) = n and
    P >= (n/4s)^{s/2}. It counts what the greedy choice cannot fail to find (Gilbert-Varshamov).

    References
    ----------
    foucart_rauhut_2013, Lemma 10.12; dossier lq.lower.packing.

    Examples
    --------
    >>> packing_count(100, 4), packing_count(1000, 10), packing_count(7, 1)
    (142, 132676534, 7)
    """
    n, s = _checked(n, s, "packing_count")
    least = (s + 1) // 2
    term = math.comb(s, least) * math.comb(n - s, s - least)
    near = 0
    for j in range(least, s + 1):
        near += term
        term = term * (s - j) ** 2 // ((j + 1) * (n - 2 * s + j + 1))
    return -(-math.comb(n, s) // near)


def log_packing_count(n: int, s: int) -> float:
    r"""Natural logarithm of the packing count, also where the count has millions of digits.

    ln P(n, s), P as in :func:`packing_count`.

    Parameters
    ----------
    n : int
        Size of the ground set, at least 2.
    s : int
        Size of the subsets, in {1, ..., ⌊n/2⌋}.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        As :func:`packing_count`.

    Notes
    -----
    Cost O(s). Relative error a few roundings, since no difference of large logarithms is formed. Counts below 2^53 are
    rounded up as the definition says; for s > 2000 the quotient is taken as it is, which is lower by less than 1.

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> round(log_packing_count(10**6, 20), 9)
    98.797156288
    """
    n, s = _checked(n, s, "log_packing_count")
    value = _log_quotient(n, s)
    if value < 53 * math.log(2) and s <= EXACT_S:
        return math.log(packing_count(n, s))
    return max(0.0, value)


def greedy_packing(n: int, s: int) -> np.ndarray:
    r"""Subsets of equal size with pairwise intersections below half of it, chosen greedily in lexicographic order.

    I_1, I_2, ...: the first s-subset of {0, ..., n-1} that meets all earlier ones in fewer than s/2 elements.

    Parameters
    ----------
    n : int
        Size of the ground set, in {2, ..., 63}.
    s : int
        Size of the subsets, in {1, ..., ⌊n/2⌋}, with at most 2 000 000 of them.

    Returns
    -------
    array of int, shape (count, s)
        At least ``packing_count(n, s)`` rows, each increasing.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`packing_count`.
    UnsupportedError
        If there are too many subsets to look through.

    Notes
    -----
    Cost O(count C(n, s)); deterministic.

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> len(greedy_packing(12, 3)), greedy_packing(5, 2).tolist()
    (17, [[0, 1], [2, 3]])
    """
    n, s = _checked(n, s, "greedy_packing")
    if n > 63 or math.comb(n, s) > LARGEST_SEARCH:
        raise UnsupportedError(
            f"n={n}, s={s} has more subsets than {LARGEST_SEARCH} (greedy_packing); packing_count needs no search"
        )
    subsets = np.array(list(combinations(range(n), s)), dtype=np.int64)
    masks = (np.int64(1) << subsets).sum(axis=1)
    chosen, left = [], np.arange(len(masks))
    while left.size:
        chosen.append(left[0])
        left = left[2 * np.bitwise_count(masks[left] & masks[left[0]]) < s]
    return subsets[chosen]


def greedy_packing_size(n: int, s: int) -> int:
    r"""Number of subsets that the greedy choice finds.

    |{I_1, I_2, ...}| as in :func:`greedy_packing`.

    Parameters
    ----------
    n : int
        Size of the ground set, in {2, ..., 63}.
    s : int
        Size of the subsets, in {1, ..., ⌊n/2⌋}.

    Returns
    -------
    int
        At least ``packing_count(n, s)``.

    Raises
    ------
    InputTypeError, DomainError, UnsupportedError
        As :func:`greedy_packing`.

    Notes
    -----
    Cost as :func:`greedy_packing`.

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> greedy_packing_size(16, 4)
    15
    """
    return len(greedy_packing(n, s))


def packing_distance(s: int, i: int, q: float, p: float) -> float:
    r"""l_p distance of two points of the unit l_q sphere, flat on s entries, of which i are common.

    ‖s^{-1/q} 1_I - s^{-1/q} 1_J‖_p with |I| = |J| = s and |I ∩ J| = i, which is (2(s-i))^{1/p} s^{-1/q}.

    Parameters
    ----------
    s : int
        Number of nonzero entries of each point, at least 1.
    i : int
        Number of common ones, in {0, ..., s}.
    q, p : float
        Exponents in (0, inf].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If a count is not an integer or an exponent not a number.
    DomainError
        If one of them is out of range.

    Notes
    -----
    Cost O(1).

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> packing_distance(4, 2, 1, 2)
    0.5
    """
    s = check_count(s, "s", 1, None, "packing_distance")
    i = check_count(i, "i", 0, s, "packing_distance", "s")
    q = check_exponent(q, "q", "packing_distance", infinite=True)
    p = check_exponent(p, "p", "packing_distance", infinite=True)
    if i == s:
        return 0.0
    return math.exp(math.log(2 * (s - i)) / p - math.log(s) / q)


def flat_points(n: int, s: int, q: float) -> np.ndarray:
    r"""All points of the unit l_q sphere that are flat and nonnegative on s entries.

    x_I = s^{-1/q} 1_I for the s-subsets I in lexicographic order.

    Parameters
    ----------
    n : int
        Dimension, at least 1.
    s : int
        Number of nonzero entries, in {1, ..., n}, with at most 2 000 000 subsets.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    array of float64, shape (C(n, s), n)

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.
    UnsupportedError
        If there are too many points.

    Notes
    -----
    Cost O(n C(n, s)).

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> flat_points(3, 2, 1).tolist()
    [[0.5, 0.5, 0.0], [0.5, 0.0, 0.5], [0.0, 0.5, 0.5]]
    """
    n = check_count(n, "n", 1, None, "flat_points")
    s = check_count(s, "s", 1, n, "flat_points")
    q = check_exponent(q, "q", "flat_points", infinite=True)
    number = math.comb(n, s)
    if number > LARGEST_SEARCH:
        raise UnsupportedError(f"n={n}, s={s} gives {number} points (flat_points); take at most {LARGEST_SEARCH}")
    points = np.zeros((number, n))
    np.put_along_axis(points, np.array(list(combinations(range(n), s))), s ** (-1.0 / q), axis=1)
    return points


def _checked(n: Any, s: Any, where: str) -> tuple[int, int]:
    n = check_count(n, "n", 2, None, where)
    s = check_count(s, "s", 1, None, where)
    if 2 * s > n:
        raise DomainError(f"s={s} is outside {{1,...,n/2}} with n={n} ({where}); use s <= {n // 2}")
    return n, s


def _log_quotient(n: int, s: int) -> float:
    """Logarithm of the quotient before rounding up: its largest term exactly, the other terms relative to it."""
    least = (s + 1) // 2
    u = s - least
    # C(n,s) / [C(s,u) C(n-s,u)] with C(m,u) = prod_{i<u} (m-i)/(u-i), its factors grouped in quotients of like size.
    logs = [math.log((n - i) / (n - s - i)) + 2 * math.log((u - i) / (s - i)) for i in range(u)]
    logs += [math.log((n - i) / (s - i)) for i in range(u, s)]
    total, term = 0.0, 1.0
    for j in range(least, s + 1):
        total += term
        term *= (s - j) / (j + 1) * ((s - j) / (n - 2 * s + j + 1))
        if term < 1e-18 * total:
            break
    return math.fsum(logs) - math.log(total)


_COUNTS = ("n", "s", "i")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "packing_count",
        ("n", "s"),
        packing_count,
        ball_packing_count,
        r"P({n},{s})",
        "lq.lower.packing",
        sign="positive",
        integer=True,
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "log_packing_count",
        ("n", "s"),
        log_packing_count,
        ball_log_packing_count,
        r"\ln P({n},{s})",
        "lq.lower.packing",
        sign="nonnegative",
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "greedy_packing_size",
        ("n", "s"),
        greedy_packing_size,
        ball_greedy_packing_size,
        r"P_{{\mathrm{{greedy}}}}({n},{s})",
        "lq.lower.packing",
        sign="positive",
        integer=True,
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "packing_distance",
        ("s", "i", "q", "p"),
        packing_distance,
        ball_packing_distance,
        r"d_{{{q},{p}}}({s},{i})",
        "lq.lower.packing",
        sign="nonnegative",
        integer_arguments=_COUNTS,
    ),
)
