"""The sharp threshold G_k(T) behind the keep counts (dossier ``lq.kmin.exact``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from lqtheory.quantities.arrays import check_count, check_real

__all__ = ["log_sharp_keep_threshold", "sharp_keep_threshold"]


def sharp_keep_threshold(k: int, T: float, a: float, n: int | None = None) -> float:
    r"""Smallest value of Σπ_i^a over sorted distributions whose entries after the k-th sum to T.

    G_k(T) = min{(k + n₀) b^a + r₀^a; min_{m >= T/b} [(1 - T - (k-1)T/m)^a + (k - 1 + m)(T/m)^a]} with b = (1 - T)/k,
    n₀ = ⌊T/b⌋, r₀ = T - n₀ b.

    Parameters
    ----------
    k : int
        Number of entries kept, at least 1.
    T : float
        Share of the tail, in (0, 1); η^p for a relative error η.
    a : float
        Ratio q/p of the exponents, in (0, 1).
    n : int or None
        Dimension: only distributions on n entries count; none of them may exist, then the value is ``inf``.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If ``k < 1``, ``T`` or ``a`` is outside (0, 1), or ``k > n``.

    Notes
    -----
    Cost O(1). As a function of the height b = T/m of the block the bracket falls, rises and falls again (its
    derivative is b^{a-2} times a concave function), so the best m is the first one or next to the first critical
    point, which bisection finds: no search over m, which could be astronomically long.

    References
    ----------
    Dossier lq.kmin.exact.

    Examples
    --------
    >>> sharp_keep_threshold(2, 0.5, 0.5)
    2.0
    >>> round(sharp_keep_threshold(1, 0.1, 0.5), 12)
    1.264911064067
    """
    return 1.0 + _least_excess(k, T, a, n, "sharp_keep_threshold")


def log_sharp_keep_threshold(k: int, T: float, a: float, n: int | None = None) -> float:
    r"""Logarithm of the sharp threshold, accurate where it is next to 1.

    ln G_k(T).

    Parameters
    ----------
    k, T, a, n
        As in :func:`sharp_keep_threshold`.

    Returns
    -------
    float
        At least 0; ``inf`` where no such distribution exists.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`sharp_keep_threshold`.

    Notes
    -----
    Both sides of ``(1 - a) ln s <= ln G`` are of the size of 1 - a: rounding G to a number near 1 first would lose
    the comparison for q next to p.

    References
    ----------
    Dossier lq.kmin.exact.

    Examples
    --------
    >>> log_sharp_keep_threshold(2, 0.5, 0.5) == math.log(2.0)
    True
    """
    return math.log1p(_least_excess(k, T, a, n, "log_sharp_keep_threshold"))


def _least_excess(k: int, T: float, a: float, n: int | None, where: str) -> float:
    """G_k(T) - 1 as a sum of positive terms: Σπ^a - 1 = Σπ (π^{a-1} - 1) because Σπ = 1."""
    n = None if n is None else check_count(n, "n", 1, None, where)
    k = check_count(k, "k", 1, n, where)
    T = check_real(T, "T", where, 0.0, 1.0, "neither")
    a = check_real(a, "a", where, 0.0, 1.0, "neither")
    exact_share = Fraction(T)
    highest = (1 - exact_share) / k
    full = math.floor(exact_share / highest)
    rest = exact_share - full * highest
    largest = math.inf if n is None else n - k
    best = math.inf
    if full + (rest > 0) <= largest:
        best = (k + full) * _excess(float(highest), a) + _excess(float(rest), a)
    first = full + (rest > 0)
    candidates = _block_candidates(k, T, a, first, float(highest))
    for blocks in candidates if n is None else [*candidates, n - k]:
        if blocks >= 1 and first <= blocks <= largest:
            height = T / blocks
            spike = max(1.0 - T - (k - 1) * height, 0.0)
            best = min(best, _excess(spike, a) + (k - 1 + blocks) * _excess(height, a))
    return best


def _excess(share: float, a: float) -> float:
    """π^a - π."""
    return share * math.expm1((a - 1.0) * math.log(share)) if share > 0.0 else 0.0


def _block_candidates(k: int, share: float, a: float, first: int, highest: float) -> list[int]:
    """Numbers of equal tail entries among which the bracket of G_k is least; two spare ones against rounding."""
    if k == 1:
        return [first]
    target = (1.0 - a) * share / (a * (k - 1))

    def slope(height: float) -> float:
        spike = 1.0 - share - (k - 1) * height
        return height * -math.expm1((1.0 - a) * math.log(height / spike)) if spike > height else 0.0

    top = _concave_argmax(slope, 0.0, highest)
    if slope(top) <= target:
        return [first, first + 1]
    low, high = 0.0, top
    for _ in range(200):
        middle = 0.5 * (low + high)
        if not low < middle < high:
            break
        low, high = (middle, high) if slope(middle) < target else (low, middle)
    around = share / high
    if around > 2**52:
        return [first, first + 1, int(around)]
    return [first, first + 1, *range(math.floor(around) - 2, math.ceil(around) + 3)]


def _concave_argmax(function: Callable[[float], float], low: float, high: float) -> float:
    """Maximiser of a concave function by golden-section search."""
    ratio = 0.5 * (math.sqrt(5.0) - 1.0)
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = function(left), function(right)
    for _ in range(100):
        if at_left < at_right:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = function(right)
        else:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = function(left)
    return 0.5 * (low + high)
