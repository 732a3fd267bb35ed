"""Ball versions of the tails at one point: the infimum enclosed by convexity, and sums over all counts."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.reference.coreset_moments import drawn_edges

__all__ = [
    "ball_exact_lower_tail",
    "ball_exact_upper_tail",
    "ball_instance_lower_tail",
    "ball_instance_upper_tail",
]


def _edges(g: Any, q: Any, m: int, epsilon: Any, where: str) -> tuple[list[tuple[Any, Any]], Any]:
    e = balls.ball(epsilon)
    if m < 1 or e <= 0:
        raise DomainError(f"m={m}, epsilon={e} are out of range ({where})")
    return [(a / b, b) for b, a in drawn_edges(balls.ball_vector(q), balls.ball_vector(g))], e


def _infimum(edges: list[tuple[Any, Any]], m: int, target: Any, sign: int) -> Any:
    """Infimum over λ >= 0 of exp(-m [λ t - ln Σ q e^{λ T}]), terms and target multiplied by the sign first.

    The slope t - (tilted mean) falls in λ; where it is positive the infimum lies beyond, where negative before. The
    value at any λ bounds it from above, and tangents of the concave exponent from below.
    """
    terms, t = [(sign * a, b) for a, b in edges], sign * target
    total = balls.total(b for _, b in terms)
    top = balls.maximum(a for a, _ in terms)
    if t > top:
        return balls.ball(0)
    if not t < top:
        at_top = [b for a, b in terms if not a < top]
        if t == top and all(a == top or a < top for a, _ in terms):
            return balls.total(at_top) ** m
        return balls.hull(0, 1)

    def at(tilt: Any) -> tuple[Any, Any]:
        chances = [b * (tilt * (a - top)).exp() for a, b in terms]
        mass = balls.total(chances)
        mean = balls.total(c * a for c, (a, _) in zip(chances, terms, strict=True)) / mass
        return tilt * (t - top) - mass.log(), t - mean

    first = at(balls.ball(0))
    if first[1] <= 0:
        return total**m
    low, high = balls.ball(0), balls.ball(1)
    for _ in range(600):
        if at(high)[1] < 0:
            break
        low, high = high, 2 * high
    for _ in range(200):
        middle = ((low + high) / 2).mid()
        slope = at(middle)[1]
        if slope > 0:
            low = middle
        elif slope < 0:
            high = middle
        else:
            break
    value, slope = at(low)
    # Concave: the supremum is at most the tangent at the left end, continued over the bracket.
    best = value.union(value + slope.max(balls.ball(0)) * (high - low))
    return (-m * best).exp().min(balls.ball(1))


def ball_instance_upper_tail(g: Any, q: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    edges, e = _edges(g, q, m, epsilon, "instance_upper_tail")
    return _infimum(edges, m, 1 + e, 1)


def ball_instance_lower_tail(g: Any, q: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    edges, e = _edges(g, q, m, epsilon, "instance_lower_tail")
    return _infimum(edges, m, 1 - e, -1)


def _exact(edges: list[tuple[Any, Any]], m: int, target: Any, operator: str) -> Any:
    """Sum over all counts; undecided ones may or may not belong to the event."""
    if math.comb(m + len(edges) - 1, len(edges) - 1) > 20_000:
        raise UnsupportedError(f"m={m} draws of n={len(edges)} edges are too many (exact tails); use smaller ones")
    sure, open_ = balls.ball(0), balls.ball(0)

    def walk(index: int, left: int, sum_: Any, chance: Any) -> None:
        nonlocal sure, open_
        term, probability = edges[index]
        if index == len(edges) - 1:
            total, weight = sum_ + left * term, chance * probability**left
            sides = (target, total) if operator == ">=" else (total, target)
            truth = balls.compare(sides[0], "<=", sides[1])
            sure += weight if truth is balls.Truth.YES else 0
            open_ += weight if truth is balls.Truth.UNDECIDED else 0
            return
        for c in range(left + 1):
            walk(index + 1, left - c, sum_ + c * term, chance * math.comb(left, c) * probability**c)

    walk(0, m, balls.ball(0), balls.ball(1))
    return sure if open_.is_zero() else sure.union(sure + open_)


def ball_exact_upper_tail(g: Any, q: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    edges, e = _edges(g, q, m, epsilon, "exact_upper_tail")
    return _exact(edges, m, m * (1 + e), ">=")


def ball_exact_lower_tail(g: Any, q: Any, m: int, epsilon: Any) -> Any:
    """Definition."""
    edges, e = _edges(g, q, m, epsilon, "exact_lower_tail")
    return _exact(edges, m, m * (1 - e), "<=")
