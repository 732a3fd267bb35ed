"""Ball version of the number of channels to draw, written from its definition."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_channel_sample_bound"]


def ball_channel_sample_bound(s: Any, epsilon: Any, delta: Any, n: int, d: int, k: int) -> Any:
    """Definition."""
    s, epsilon, delta = balls.ball(s), balls.ball(epsilon), balls.ball(delta)
    if not (s >= 1 and epsilon > 0 and delta > 0 and delta < 1 and n >= 1 and d >= 1 and k >= 1):
        raise DomainError("arguments are out of range (channel_sample_bound)")
    events = (balls.ball(2 * k * n * d) / delta).log()
    return (6 + 2 * epsilon) * balls.maximum([s - 1, balls.ball(1)]) / (3 * epsilon**2) * events
