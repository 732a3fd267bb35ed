"""Ball versions of the numbers of distinct edges, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, UnsupportedError

__all__ = ["ball_draws_for_unique", "ball_expected_unique", "ball_unique_variance"]


def _missed(q: Any, m: Any) -> Any:
    """(1-q)^m, with 0^0 = 1."""
    return balls.power((1 - q).max(balls.ball(0)), m)


def ball_expected_unique(q: Any, m: Any) -> Any:
    """Definition."""
    q, m = balls.ball_vector(q), balls.ball(m)
    if m < 0:
        raise DomainError(f"m={m} is negative (expected_unique)")
    return balls.total(1 - _missed(p, m) for p in q)


def ball_unique_variance(q: Any, m: int) -> Any:
    """Definition."""
    q = balls.ball_vector(q)
    p = [_missed(x, m) for x in q]
    own = balls.total(x * (1 - x) for x in p)
    pairs = (_missed(q[i] + q[j], m) - p[i] * p[j] for i in range(len(q)) for j in range(i))
    value = own + 2 * balls.total(pairs)
    return value.max(balls.ball(0)) if value.is_finite() else value


def ball_draws_for_unique(q: Any, u: Any) -> Any:
    """Bisection on the definition; the enclosure is where the comparison stays undecided."""
    q, u = balls.ball_vector(q), balls.ball(u)
    support = sum(1 for x in q if not x == 0)
    if u >= support:
        return balls.infinity()
    if not u < support:
        raise UnsupportedError("it is not decided whether all edges are wanted (draws_for_unique)")
    if u == 0 or u == 1 or support == 1:
        return u
    low, high = balls.ball(0), balls.ball(1)
    while not ball_expected_unique(q, high) > u:
        high = 2 * high
    for _ in range(1200):
        middle = ((low + high) / 2).mid()
        value = ball_expected_unique(q, middle)
        if value > u:
            high = middle
        elif value < u:
            low = middle
        else:
            break
    return low.union(high)
