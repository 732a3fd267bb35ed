"""Exact counts behind packings: binomial coefficients, and how many subsets meet a given one in at least half of it."""

from __future__ import annotations

import math

from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.packing import ball_binomial_coefficient, ball_near_subset_count

__all__ = ["QUANTITIES", "binomial_coefficient", "near_subset_count"]


def binomial_coefficient(n: int, k: int) -> int:
    r"""Number of k-subsets of n elements.

    C(n, k) = n!/(k! (n - k)!).

    Parameters
    ----------
    n : int
        At least 0.
    k : int
        In {0, ..., n}.

    Returns
    -------
    int
        Exact.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If it is out of range.

    Notes
    -----
    Cost as ``math.comb``.

    References
    ----------
    graham_knuth_patashnik_1994, chapter 5.

    Examples
    --------
    >>> binomial_coefficient(5, 2)
    10
    """
    n = check_count(n, "n", 0, None, "binomial_coefficient")
    return math.comb(n, check_count(k, "k", 0, n, "binomial_coefficient"))


def near_subset_count(n: int, s: int) -> int:
    r"""Number of s-subsets of n elements that meet a given one in at least s/2 elements, itself among them.

    Σ_{j >= ⌈s/2⌉} C(s, j) C(n - s, s - j).

    Parameters
    ----------
    n : int
        Size of the ground set, at least s.
    s : int
        Size of the subsets, at least 1.

    Returns
    -------
    int
        Exact, at least 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not an integer or out of range.

    Notes
    -----
    Cost O(s) binomial coefficients.

    References
    ----------
    Dossier lq.lower.packing.

    Examples
    --------
    >>> near_subset_count(6, 2)
    9
    """
    n = check_count(n, "n", 1, None, "near_subset_count")
    s = check_count(s, "s", 1, n, "near_subset_count")
    return sum(math.comb(s, j) * math.comb(n - s, s - j) for j in range((s + 1) // 2, s + 1))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "binomial_coefficient",
        ("n", "k"),
        binomial_coefficient,
        ball_binomial_coefficient,
        r"\binom{{{n}}}{{{k}}}",
        sign="positive",
        integer=True,
    ),
    Quantity(
        "near_subset_count",
        ("n", "s"),
        near_subset_count,
        ball_near_subset_count,
        r"V({n},{s})",
        "lq.lower.packing",
        sign="positive",
        integer=True,
        integer_arguments=("n", "s"),
    ),
)
