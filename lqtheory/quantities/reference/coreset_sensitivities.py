"""Ball versions of relative importances and sensitivities, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError, UnsupportedError

__all__ = ["ball_relative_importance", "ball_sensitivities", "ball_total_sensitivity"]


def ball_relative_importance(w: Any, a: Any) -> list[Any]:
    """Definition; zeros where the denominator is 0."""
    weights, activations = balls.ball_vector(w), balls.ball_vector(a)
    if len(weights) != len(activations) or not weights:
        raise ShapeError(f"w has {len(weights)} entries, a has {len(activations)} (relative_importance)")
    if any(v < 0 for v in (*weights, *activations)):
        raise DomainError("an entry is negative (relative_importance)")
    products = [x * y for x, y in zip(weights, activations, strict=True)]
    z = balls.total(products)
    if z == 0:
        return [balls.ball(0)] * len(products)
    if not z > 0:
        raise UnsupportedError("it is not decided whether the input of the neuron is 0 (relative_importance)")
    return [p / z for p in products]


def ball_sensitivities(w: Any, A: Any) -> list[Any]:
    """Definition."""
    rows = [ball_relative_importance(w, list(row)) for row in A]
    return [balls.maximum(column) for column in zip(*rows, strict=True)]


def ball_total_sensitivity(w: Any, A: Any) -> Any:
    """Definition."""
    return balls.total(ball_sensitivities(w, A))
