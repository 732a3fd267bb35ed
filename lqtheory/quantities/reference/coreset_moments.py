"""Ball versions of the moments of one class, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import ShapeError, UnsupportedError

__all__ = [
    "ball_importance_range",
    "ball_sampling_covariance",
    "ball_sampling_variance",
    "ball_unseen_importance",
    "drawn_edges",
]


def drawn_edges(q: list[Any], *importances: list[Any]) -> list[tuple[Any, ...]]:
    """(q_j, importances of j ...) of all edges that may be drawn."""
    if any(len(g) != len(q) for g in importances):
        raise ShapeError("importances and q have different numbers of entries")
    rows = list(zip(q, *importances, strict=True))
    if not all(row[0] > 0 or row[0] == 0 for row in rows):
        raise UnsupportedError("it is not decided whether an entry of q is 0")
    return [row for row in rows if row[0] > 0]


def ball_unseen_importance(g: Any, q: Any) -> Any:
    """Definition."""
    g, q = balls.ball_vector(g), balls.ball_vector(q)
    seen = len(drawn_edges(q, g))
    return balls.total(a for a, b in zip(g, q, strict=True) if b == 0) if seen < len(q) else balls.ball(0)


def ball_importance_range(g: Any, q: Any) -> Any:
    """Definition."""
    return balls.maximum(a / b for b, a in drawn_edges(balls.ball_vector(q), balls.ball_vector(g)))


def ball_sampling_covariance(g: Any, h: Any, q: Any) -> Any:
    """Definition."""
    rows = drawn_edges(*(balls.ball_vector(v) for v in (q, g, h)))
    means = [balls.total(row[i] for row in rows) for i in (1, 2)]
    return balls.total(a * c / b for b, a, c in rows) - means[0] * means[1]


def ball_sampling_variance(g: Any, q: Any) -> Any:
    """Definition, as a covariance with itself cut at 0."""
    value = ball_sampling_covariance(g, g, q)
    return value.max(balls.ball(0)) if value.is_finite() else value
