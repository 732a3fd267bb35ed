"""Ball versions of deterministic and mixed coresets, from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import ShapeError, UnsupportedError

__all__ = [
    "ball_dropped_sensitivity",
    "ball_largest_dropped_importance",
    "ball_mixed_variance",
    "ball_mixed_variance_bound",
    "ball_rescaled_error",
]


def _dropped(G: Any, kept: Any) -> list[list[Any]]:
    """Importances of the edges that are not kept, point by point."""
    rows, mask = [balls.ball_vector(row) for row in G], balls.ball_vector(kept)
    if any(len(row) != len(mask) for row in rows) or not rows:
        raise ShapeError("kept must have one entry for each edge")
    return [[x for x, keep in zip(row, mask, strict=True) if keep == 0] for row in rows]


def _shares(G: Any, kept: Any) -> list[Any]:
    return [balls.total(row) for row in _dropped(G, kept)]


def ball_dropped_sensitivity(G: Any, kept: Any) -> Any:
    """Definition."""
    return balls.total(balls.maximum(column) for column in zip(*_dropped(G, kept), strict=True))


def ball_largest_dropped_importance(G: Any, kept: Any) -> Any:
    """Definition."""
    return balls.maximum(_shares(G, kept))


def ball_rescaled_error(G: Any, kept: Any) -> Any:
    """Definition, over the points with input; 1 where nothing is kept at any of them."""
    pairs = zip(_shares(G, kept), G, strict=True)
    rho = [share for share, row in pairs if not all(balls.ball(x) == 0 for x in row)]
    if not rho:
        return balls.ball(0)
    low, high = balls.minimum(rho), balls.maximum(rho)
    if low >= 1:
        return balls.ball(1)
    room = 2 - low - high
    if not room > 0:
        raise UnsupportedError("it is not decided whether anything is kept (rescaled_error)")
    return (high - low) / room


def ball_mixed_variance(G: Any, kept: Any) -> list[Any]:
    """Definition."""
    rows = _dropped(G, kept)
    s = [balls.maximum(column) for column in zip(*rows, strict=True)]
    total = balls.total(s)
    values = []
    for row in rows:
        squares = balls.total(x**2 / y for x, y in zip(row, s, strict=True) if not y == 0)
        values.append((total * squares - balls.total(row) ** 2).max(balls.ball(0)))
    return values


def ball_mixed_variance_bound(G: Any, kept: Any) -> list[Any]:
    """Definition."""
    total = ball_dropped_sensitivity(G, kept)
    return [(share * (total - share)).max(balls.ball(0)) for share in _shares(G, kept)]
