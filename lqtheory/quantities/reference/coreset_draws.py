"""Ball versions of the estimate of one class: sums over all counts, from the definitions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError, UnsupportedError
from lqtheory.quantities.reference.coreset_instance_tails import _exact

__all__ = [
    "ball_draw_exponential_moment",
    "ball_estimate_covariance",
    "ball_estimate_lower_tail",
    "ball_estimate_mean",
    "ball_estimate_upper_tail",
]


def _class(v: Any, s: Any, m: int = 1) -> tuple[list[Any], list[Any]]:
    products, scores = balls.ball_vector(v), balls.ball_vector(s)
    if len(products) != len(scores) or not products:
        raise ShapeError(f"v has {len(products)} entries, s has {len(scores)}")
    if m < 1 or any(x < 0 for x in products) or not all(x > 0 for x in scores):
        raise DomainError(f"m={m}, an entry of v or an entry of s is out of range")
    total = balls.total(scores)
    return products, [x / total for x in scores]


def _ways(q: list[Any], m: int) -> Iterator[tuple[tuple[int, ...], Any]]:
    """All counts of m draws with their probabilities."""
    if math.comb(m + len(q) - 1, len(q) - 1) > 20_000:
        raise UnsupportedError(f"m={m} draws of n={len(q)} edges are too many; use smaller ones")

    def walk(index: int, left: int, counts: tuple[int, ...], chance: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
        if index == len(q) - 1:
            yield (*counts, left), chance * q[index] ** left
            return
        for c in range(left + 1):
            yield from walk(index + 1, left - c, (*counts, c), chance * math.comb(left, c) * q[index] ** c)

    return walk(0, m, (), balls.ball(1))


def _estimate(counts: tuple[int, ...], v: list[Any], q: list[Any], m: int) -> Any:
    return balls.total(c * x / p for c, x, p in zip(counts, v, q, strict=True)) / m


def ball_estimate_mean(v: Any, s: Any, m: int) -> Any:
    """Definition."""
    v, q = _class(v, s, m)
    value = balls.total(chance * _estimate(counts, v, q, m) for counts, chance in _ways(q, m))
    return value.max(balls.ball(0)) if value.is_finite() else value


def ball_estimate_covariance(v: Any, h: Any, s: Any, m: int) -> Any:
    """Definition."""
    (v, q), (h, _) = _class(v, s, m), _class(h, s, m)
    rows = [(chance, _estimate(c, v, q, m), _estimate(c, h, q, m)) for c, chance in _ways(q, m)]
    means = [balls.total(row[0] * row[i] for row in rows) for i in (1, 2)]
    return balls.total(chance * a * b for chance, a, b in rows) - means[0] * means[1]


def _tail(v: Any, s: Any, m: int, target: Any, operator: str) -> Any:
    v, q = _class(v, s, m)
    z = balls.total(v)
    if z == 0:
        raise DomainError("v is the zero vector (estimate tails)")
    if not z > 0:
        raise UnsupportedError("it is not decided whether v is zero (estimate tails)")
    # Compared without the division by z, so that exact entries decide ties more often.
    return _exact([(x / p, p) for x, p in zip(v, q, strict=True)], m, m * target * z, operator)


def ball_estimate_upper_tail(v: Any, s: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    e = balls.ball(epsilon)
    if e <= 0:
        raise DomainError(f"epsilon={e} is not positive (estimate_upper_tail)")
    return _tail(v, s, m, 1 + e, ">=")


def ball_estimate_lower_tail(v: Any, s: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    e = balls.ball(epsilon)
    if e <= 0:
        raise DomainError(f"epsilon={e} is not positive (estimate_lower_tail)")
    return _tail(v, s, m, 1 - e, "<=")


def ball_draw_exponential_moment(v: Any, s: Any, t: Any) -> Any:
    """Definition."""
    v, q = _class(v, s)
    t, z = balls.ball(t), balls.total(v)
    if z == 0:
        raise DomainError("v is the zero vector (draw_exponential_moment)")
    if not z > 0:
        raise UnsupportedError("it is not decided whether v is zero (draw_exponential_moment)")
    return balls.total(p * (t * x / (p * z)).exp() for x, p in zip(v, q, strict=True))
