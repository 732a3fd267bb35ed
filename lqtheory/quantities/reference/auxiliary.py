"""Ball versions of the auxiliary quantities, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.weighted import surely_first

__all__ = ["ball_budget_level", "ball_relative_magnitudes"]


def ball_relative_magnitudes(x: list[Any]) -> list[Any]:
    """Definition."""
    magnitudes = [abs(v) for v in x]
    largest = balls.maximum(magnitudes)
    return magnitudes if largest.is_zero() else [v / largest for v in magnitudes]


def ball_budget_level(x: list[Any], omega: list[Any], s: Any) -> Any:
    """Walk down the order of |x_j|/ω_j; where it or the budget cannot be decided, enclose everything possible."""
    s, spent, remaining = balls.ball(s), balls.ball(0), list(range(len(x)))
    while remaining:
        first = surely_first(remaining, x, omega)
        largest = balls.maximum(abs(x[j]) / omega[j] for j in remaining)
        if first is None:
            return balls.hull(0, largest.upper())
        spent = spent + omega[first] ** 2
        if spent > s:
            return largest
        if not spent <= s:
            return balls.hull(0, largest.upper())
        remaining.remove(first)
    return balls.ball(0)
