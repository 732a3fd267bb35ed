"""Ball versions of the worst case and of Stechkin's constant, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_log_stechkin_constant",
    "ball_log_worst_case",
    "ball_stechkin_bound",
    "ball_stechkin_constant",
    "ball_worst_case",
    "ball_worst_case_argmax",
]

#: Up to this n every m is tried; beyond it, a window that provably contains the maximiser.
ENUMERATED_N = 2048


def ball_worst_case(k: int, n: int, q: Any, p: Any) -> Any:
    """Maximum over every m; for large n over a window that contains the maximiser for all enclosed q and p.

    For each (q, p) the value increases in real m up to t* = kp/(p - q) and decreases after (``lq.worst.argmax``), so
    the integers of [⌊t*⌋, ⌈t*⌉], clipped, contain a maximiser; if p > q is not certain, all m up to n are kept.
    """
    if rank(k, 0, n, "worst_case") == n:
        return balls.ball(0)
    if n <= ENUMERATED_N:
        return balls.maximum(_value(balls.ball(m - k), balls.ball(m), q, p) for m in range(k + 1, n + 1))
    low, high = _window(k, n, q, p)
    return balls.maximum(_value(ahead, m, q, p) for ahead, m in _cells(k, low, high))


def _value(ahead: Any, m: Any, q: Any, p: Any) -> Any:
    """(m - k)^{1/p} m^{-1/q} from balls of m - k and m."""
    value = balls.ball(1)
    if not balls.is_infinite(p):
        value = value * balls.power(ahead, 1 / balls.ball(p))
    if not balls.is_infinite(q):
        value = value / balls.power(m, 1 / balls.ball(q))
    return value


def _window(k: int, n: int, q: Any, p: Any) -> tuple[int, int]:
    """Integers between which the maximiser lies, for all exponents enclosed."""
    q, p = balls.ball(q), balls.ball(p)
    if balls.is_infinite(p):
        return k + 1, (k + 1 if not balls.is_infinite(q) else n)
    if balls.is_infinite(q) or q >= p:
        return n, n
    if not q < p:
        return k + 1, n
    peak = k * p / (p - q)
    if not peak.is_finite():
        return k + 1, n
    low, high = int(peak.lower().floor().unique_fmpz()), int(peak.upper().ceil().unique_fmpz())
    return min(max(low, k + 1), n), min(max(high, k + 1), n)


def _cells(k: int, low: int, high: int) -> list[tuple[Any, Any]]:
    """Balls of m - k and m covering {low, ..., high}: single integers, or geometric blocks where there are many."""
    if high - low < ENUMERATED_N:
        return [(balls.ball(m - k), balls.ball(m)) for m in range(low, high + 1)]
    cells, start = [], low
    while start <= high:
        stop = min(high, start + (start - k) // 512)
        cells.append((balls.hull(start - k, stop - k), balls.hull(start, stop)))
        start = stop + 1
    return cells


def ball_log_worst_case(k: int, n: int, q: Any, p: Any) -> Any:
    """Logarithm of the definition."""
    return balls.log(ball_worst_case(k, n, q, p))


def ball_worst_case_argmax(k: int, n: int, q: Any, p: Any) -> Any:
    """Hull of the integers m that no other m surely beats."""
    k = rank(k, 0, n - 1, "worst_case_argmax")
    low, high = (k + 1, n) if n <= ENUMERATED_N else _window(k, n, q, p)
    if high - low > ENUMERATED_N:
        return balls.hull(low, high)
    values = [_value(balls.ball(m - k), balls.ball(m), q, p) for m in range(low, high + 1)]
    best = balls.maximum(values)
    winners = [m for m, value in zip(range(low, high + 1), values, strict=True) if not value < best]
    return balls.hull(winners[0], winners[-1])


def ball_stechkin_constant(q: Any, p: Any) -> Any:
    """Definition of the constant."""
    if balls.is_infinite(p):
        return balls.ball(1)
    q = balls.ball(q)
    alpha = q / balls.ball(p)
    return balls.power(balls.power(alpha, alpha) * balls.power(1 - alpha, 1 - alpha), 1 / q)


def ball_log_stechkin_constant(q: Any, p: Any) -> Any:
    """Logarithm of the definition."""
    return balls.log(ball_stechkin_constant(q, p))


def ball_stechkin_bound(k: int, q: Any, p: Any) -> Any:
    """Constant times rate."""
    rate = -1 / balls.ball(q) if balls.is_infinite(p) else 1 / balls.ball(p) - 1 / balls.ball(q)
    return ball_stechkin_constant(q, p) * balls.power(balls.ball(k), rate)
