"""Ball versions of how often a random subspace reaches a sublevel set, from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.concentration import ball_volume_lower_tail_bound, ball_volume_upper_tail_bound
from lqtheory.quantities.reference.ellipsoid_cones import (
    ball_quadratic_cone_second_order,
    ball_quadratic_cone_variance,
    ball_quadratic_cone_width,
)

__all__ = ["ball_sublevel_hit_estimate", "ball_sublevel_hit_lower_bound", "ball_sublevel_hit_upper_bound"]


def _lower(omega: list[Any], y: list[Any], epsilon: Any, m: int, where: str) -> Any:
    """N_M, which lies between 0 and D - 1."""
    if not 0 <= m <= len(omega):
        raise DomainError(f"m={m} is outside {{0,...,D}} with D={len(omega)} ({where})")
    found = ball_quadratic_cone_width(omega, y, epsilon)
    end = balls.ball(len(omega) - 1)
    return found.max(balls.ball(0)).min(end) if found.is_finite() else balls.hull(0, end)


def ball_sublevel_hit_upper_bound(omega: list[Any], y: list[Any], epsilon: Any, m: int) -> Any:
    """The upper tail at m for δ = N_M + 1."""
    delta = _lower(omega, y, epsilon, m, "sublevel_hit_upper_bound") + 1
    if m <= delta:
        return balls.ball(1)
    if not m > delta:
        return balls.hull(0, 1)
    return ball_volume_upper_tail_bound(delta.min(balls.ball(len(omega))), len(omega), m - delta)


def ball_sublevel_hit_lower_bound(omega: list[Any], y: list[Any], epsilon: Any, m: int) -> Any:
    """One minus the lower tail at m for δ = N_M."""
    delta = _lower(omega, y, epsilon, m, "sublevel_hit_lower_bound")
    if delta <= m:
        return balls.ball(0)
    if not delta > m:
        return balls.hull(0, 1)
    return 1 - ball_volume_lower_tail_bound(delta, len(omega), delta - m)


def ball_sublevel_hit_estimate(omega: list[Any], y: list[Any], epsilon: Any, m: int) -> Any:
    """Φ((δ - m)/σ)."""
    _lower(omega, y, epsilon, m, "sublevel_hit_estimate")
    center = ball_quadratic_cone_second_order(omega, y, epsilon)
    spread = (2 * ball_quadratic_cone_variance(omega, y, epsilon)).sqrt()
    value = ((m - center) / spread).erfc() / 2
    return value if value.is_finite() else balls.hull(0, 1)
