"""Ball versions of the normal approximation of intrinsic volumes: definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_heuristic_miss_probability", "ball_recalled_normal_error"]


def ball_heuristic_miss_probability(m: Any, delta: Any, variance: Any) -> Any:
    """Definition."""
    m, delta, variance = balls.ball(m), balls.ball(delta), balls.ball(variance)
    if not (m >= 0 and delta >= 0 and variance > 0):
        raise DomainError("take m, delta >= 0 and variance > 0 (heuristic_miss_probability)")
    return ((delta - m) / (2 * variance).sqrt()).erfc() / 2


def ball_recalled_normal_error(delta: Any, variance: Any) -> Any:
    """Definition."""
    delta, variance = balls.ball(delta), balls.ball(variance)
    if not (delta >= 1 and variance > 0):
        raise DomainError("take delta >= 1 and variance > 0 (recalled_normal_error)")
    size = balls.log(variance * balls.ball(2).sqrt() / delta.sqrt())
    if size <= 0:
        return balls.infinity()
    if not size > 0:
        return balls.hull(0, balls.infinity())
    falling = balls.log(delta) / balls.power(delta, balls.ball(Fraction(3, 16)))
    return balls.power(balls.maximum([falling, balls.ball(0)]), balls.ball(Fraction(5, 2))) / 72 + 48 / size.sqrt()
