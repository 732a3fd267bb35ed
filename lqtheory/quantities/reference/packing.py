"""Ball versions of packing numbers, written from the definitions."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ball_binomial_coefficient",
    "ball_greedy_packing_size",
    "ball_log_packing_count",
    "ball_near_subset_count",
    "ball_packing_count",
    "ball_packing_distance",
    "count",
]

#: Most subsets that are looked through here, one after the other.
LARGEST_SEARCH = 20_000


def count(n: int, s: int) -> int:
    """Definition in integers, term by term."""
    if not 1 <= s <= n - s:
        raise DomainError(f"s={s} is outside {{1,...,n/2}} with n={n} (packing_count)")
    near = sum(math.comb(s, j) * math.comb(n - s, s - j) for j in range((s + 1) // 2, s + 1))
    return -(-math.comb(n, s) // near)


def ball_binomial_coefficient(n: int, k: int) -> Any:
    """Product of quotients, each exact."""
    if not 0 <= k <= n:
        raise DomainError(f"k={k} is outside {{0,...,n}} with n={n} (binomial_coefficient)")
    value = 1
    for i in range(k):
        value = value * (n - i) // (i + 1)
    return balls.ball(value)


def ball_near_subset_count(n: int, s: int) -> Any:
    """Subsets looked at by the number of elements they leave."""
    if not 1 <= s <= n:
        raise DomainError(f"s={s} is outside {{1,...,n}} with n={n} (near_subset_count)")
    return balls.ball(sum(math.comb(s, u) * math.comb(n - s, u) for u in range(s // 2 + 1)))


def ball_packing_count(n: int, s: int) -> Any:
    """Definition."""
    return balls.ball(count(n, s))


def ball_log_packing_count(n: int, s: int) -> Any:
    """Logarithm of the definition."""
    return balls.log(balls.ball(count(n, s)))


def ball_greedy_packing_size(n: int, s: int) -> Any:
    """The greedy choice with sets of Python, one candidate after the other."""
    from itertools import combinations

    count(n, s)
    if math.comb(n, s) > LARGEST_SEARCH:
        raise UnsupportedError(f"n={n}, s={s} has more than {LARGEST_SEARCH} subsets (ball_greedy_packing_size)")
    chosen: list[frozenset[int]] = []
    for candidate in map(frozenset, combinations(range(n), s)):
        if all(2 * len(candidate & other) < s for other in chosen):
            chosen.append(candidate)
    return balls.ball(len(chosen))


def ball_packing_distance(s: int, i: int, q: Any, p: Any) -> Any:
    """Distance of two flat points, entry by entry."""
    if not 0 <= i <= s or s < 1:
        raise DomainError(f"i={i} is outside {{0,...,s}} with s={s} (packing_distance)")
    level = balls.ball(1) if balls.is_infinite(q) else balls.power(balls.ball(s), -1 / balls.ball(q))
    first = [level] * s + [balls.ball(0)] * (s - i)
    second = [balls.ball(0)] * (s - i) + [level] * s
    gaps = [abs(u - v) for u, v in zip(first, second, strict=True)]
    if balls.is_infinite(p):
        return balls.maximum(gaps)
    return balls.power(balls.total(balls.power(gap, p) for gap in gaps), 1 / balls.ball(p))
