"""Ball versions of the norms, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls

__all__ = [
    "ball_log_lq_norm",
    "ball_lq_norm",
    "ball_peak",
    "ball_power_sum",
    "ball_support_size",
]


def ball_lq_norm(x: list[Any], q: Any) -> Any:
    """Definition of the norm, term by term."""
    if balls.is_infinite(q):
        return ball_peak(x)
    return balls.power(ball_power_sum(x, q), 1 / balls.ball(q))


def ball_log_lq_norm(x: list[Any], q: Any) -> Any:
    """Logarithm of the definition."""
    return balls.log(ball_lq_norm(x, q))


def ball_power_sum(x: list[Any], q: Any) -> Any:
    """Definition of the power sum."""
    return balls.total(balls.power(abs(v), q) for v in x)


def ball_peak(x: list[Any]) -> Any:
    """Definition of the maximum norm."""
    return balls.maximum(abs(v) for v in x)


def ball_support_size(x: list[Any]) -> Any:
    """Count of nonzero entries; an entry that may or may not be zero widens the ball."""
    surely = sum(1 for v in x if not v.contains(0))
    possibly = sum(1 for v in x if not v.is_zero())
    return balls.hull(surely, possibly)


def ball_weak_lq_norm(x: list[Any], q: Any) -> Any:
    """Definition of the weak quasi-norm, rank by rank."""
    if balls.is_infinite(q):
        return ball_peak(x)
    ordered = balls.sort_descending(abs(v) for v in x)
    return balls.maximum(balls.power(balls.ball(i), 1 / balls.ball(q)) * v for i, v in enumerate(ordered, 1))
