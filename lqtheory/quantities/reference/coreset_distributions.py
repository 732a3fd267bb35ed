"""Ball versions of the least second moments."""

from __future__ import annotations

import functools
import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import ShapeError

__all__ = ["ball_mean_second_moment", "ball_minimax_second_moment"]

#: Steps of the search for the weights that certify the minimax; only the width of the enclosure depends on it.
STEPS = 3000


def ball_mean_second_moment(R: Any) -> Any:
    """Definition."""
    rows = [balls.ball_vector(row) for row in R]
    columns = zip(*rows, strict=True)
    return balls.total((balls.total(x**2 for x in c) / len(rows)).sqrt() for c in columns) ** 2


def ball_minimax_second_moment(G: Any) -> Any:
    """Between the certificates of both sides, at weights of the points that are found in floats."""
    rows = [balls.ball_vector(row) for row in G]
    if not rows or len({len(row) for row in rows}) != 1:
        raise ShapeError("G is not a matrix with one point in each row (minimax_second_moment)")
    squares = [[x**2 for x in row] for row in rows]
    weights = [balls.ball(w) for w in _proposed(tuple(tuple(float(x.mid()) for x in row) for row in rows))]
    total = balls.total(weights)
    roots = [
        balls.total(w / total * s for w, s in zip(weights, c, strict=True)).sqrt() for c in zip(*squares, strict=True)
    ]
    lower = balls.total(roots) ** 2
    # Any distribution bounds from above; the floor keeps it positive where an edge has a square.
    tiny = balls.ball(2) ** -60
    q = [root + tiny for root in roots]
    sum_q = balls.total(q)
    moments = [balls.total(s * sum_q / x for s, x in zip(row, q, strict=True)) for row in squares]
    return lower.lower().union(balls.maximum(moments).upper())


@functools.lru_cache(maxsize=64)
def _proposed(rows: tuple[tuple[float, ...], ...]) -> list[float]:
    """Weights by multiplicative updates, in plain floats."""
    n, weights = len(rows[0]), [1.0 / len(rows)] * len(rows)
    for _ in range(STEPS):
        roots = [math.sqrt(sum(w * row[j] ** 2 for w, row in zip(weights, rows, strict=True))) for j in range(n)]
        moments = [sum(row[j] ** 2 / roots[j] for j in range(n) if row[j] > 0.0 and roots[j] > 0.0) for row in rows]
        mean = sum(w * v for w, v in zip(weights, moments, strict=True))
        weights = [w * math.sqrt(v / mean) for w, v in zip(weights, moments, strict=True)]
        scale = sum(weights)
        weights = [w / scale for w in weights]
        if max(moments) - mean <= 1e-14 * mean:
            break
    return weights
