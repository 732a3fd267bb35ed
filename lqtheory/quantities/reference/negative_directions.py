"""Ball versions for the cone of negative curvature, from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_negative_cone_count", "ball_negative_cone_variance"]


def _checked(omega: list[Any], mu: Any) -> None:
    if not mu > 0 or any(a < 0 for a in omega):
        raise DomainError("take omega >= 0 and mu > 0 (negative_cone_count)")


def ball_negative_cone_count(omega: list[Any], mu: Any) -> Any:
    """Definition."""
    _checked(omega, mu)
    return balls.total(mu / (mu + a) for a in omega)


def ball_negative_cone_variance(omega: list[Any], mu: Any) -> Any:
    """Definition."""
    _checked(omega, mu)
    return balls.total(2 * a * mu / (mu + a) ** 2 for a in omega)
