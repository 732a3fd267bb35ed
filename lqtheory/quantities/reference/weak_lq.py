"""Ball versions of the weak l_q quantities, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls

__all__ = [
    "ball_weak_lq_bound",
    "ball_weak_lq_dimension_free_bound",
]


def ball_weak_lq_bound(k: int, n: Any, q: Any, p: Any) -> Any:
    """Definition: the sum itself for up to 1000 terms, else the difference of Hurwitz zeta values."""
    unbounded = not isinstance(n, int) and balls.is_infinite(n)
    if not unbounded and k >= n:
        return balls.ball(0)
    q = balls.ball(q)
    if balls.is_infinite(p):
        return balls.power(balls.ball(k + 1), -1 / q)
    p = balls.ball(p)
    s = p / q
    if not unbounded and n - k <= 1000:
        tail = balls.total(balls.power(balls.ball(i), -s) for i in range(k + 1, n + 1))
    elif unbounded:
        tail = s.zeta(balls.ball(k + 1))
    elif s.is_exact() and s == 1:
        tail = balls.ball(n + 1).digamma() - balls.ball(k + 1).digamma()
    else:
        tail = s.zeta(balls.ball(k + 1)) - s.zeta(balls.ball(n + 1))
    return balls.power(tail, 1 / p)


def ball_weak_lq_dimension_free_bound(k: int, q: Any, p: Any) -> Any:
    """Definition."""
    q, p = balls.ball(q), balls.ball(p)
    return balls.power(q / (p - q), 1 / p) * balls.power(balls.ball(k), 1 / p - 1 / q)
