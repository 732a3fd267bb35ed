"""Ball versions of the top-k code, written from the definitions."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_top_k_code_bound", "ball_top_k_code_length", "ball_top_k_quantised"]


def _checked(x: list[Any], k: int, h: Any) -> Any:
    if not 0 <= k <= len(x) or not h > 0:
        raise DomainError(f"k={k} or h={h} is out of range (top_k_quantised)")
    return balls.ball(h)


def ball_top_k_quantised(x: list[Any], k: int, h: Any) -> list[Any]:
    """Definition; an entry whose rank or rounding is open encloses every possible value."""
    h = _checked(x, k, h)
    kept = []
    for i, v in enumerate(x):
        surely = sum(1 for j, u in enumerate(x) if abs(u) > abs(v) or (j < i and abs(u) >= abs(v)))
        maybe = sum(1 for j, u in enumerate(x) if j != i and not (abs(u) < abs(v) or (j > i and abs(u) <= abs(v))))
        value = h * _nearest(v / h)
        kept.append(balls.ball(0) if surely >= k else value if maybe < k else balls.hull(0, value))
    return kept


def _nearest(t: Any) -> Any:
    """Nearest integer, halves towards zero; both neighbours where that is open."""
    half = balls.ball(0.5)
    if t >= 0:
        return (t - half).ceil()
    if t <= 0:
        return -((-t - half).ceil())
    return (t - half).ceil().union((t + half).floor())


def ball_top_k_code_bound(x: list[Any], k: int, h: Any, p: Any) -> Any:
    """Definition."""
    h = _checked(x, k, h)
    tail = balls.sort_descending(abs(v) for v in x)[k:]
    power = balls.total(balls.power(v, p) for v in tail) + k * balls.power(h / 2, p)
    return balls.power(power, 1 / balls.ball(p))


def ball_top_k_code_length(n: int, k: int, r: int) -> Any:
    """Least number of bits that names every support, and every level k times."""
    if not 0 <= k <= n or r < 1:
        raise DomainError(f"k={k} or r={r} is out of range (top_k_code_length)")
    supports = next(bits for bits in range(n + 1) if 2**bits >= math.comb(n, k))
    levels = next(bits for bits in range(r + 3) if 2**bits >= 2 * r + 1)
    return balls.ball(supports + k * levels)
