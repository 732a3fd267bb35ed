"""Ball versions of the inputs through the two classes of a neuron, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_negative_input", "ball_positive_input"]


def ball_positive_input(w: Any, a: Any) -> Any:
    """Definition."""
    return _class_input(w, a, 1, "positive_input")


def ball_negative_input(w: Any, a: Any) -> Any:
    """Definition."""
    return _class_input(w, a, -1, "negative_input")


def _class_input(w: Any, a: Any, sign: int, where: str) -> Any:
    w, a = balls.ball_vector(w), balls.ball_vector(a)
    if any(x < 0 for x in a):
        raise DomainError(f"an activation is negative ({where})")
    return balls.total((sign * x).max(balls.ball(0)) * y for x, y in zip(w, a, strict=True))
