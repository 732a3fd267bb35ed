"""Ball versions of independent inclusion, from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError, UnsupportedError

__all__ = ["ball_inclusion_probabilities", "ball_poisson_variance"]


def ball_inclusion_probabilities(scores: Any, u: Any) -> list[Any]:
    """The factor falls in the scores and rises in u, so that it lies between its values at their ends."""
    scores, u = balls.ball_vector(scores), balls.ball(u)
    if any(s < 0 for s in scores) or u < 0:
        raise DomainError(f"a score or u={u} is negative (inclusion_probabilities)")
    zero, one = balls.ball(0), balls.ball(1)
    positive = [s for s in scores if not s == 0]
    if u >= len(positive):
        return [zero if s == 0 else one for s in scores]
    if not u < len(positive) or not all(s > 0 for s in positive):
        raise UnsupportedError("it is not decided which scores are 0 or whether all are wanted")
    if u == 0:
        return [zero for _ in scores]
    low = _factor([s.upper() for s in positive], u.lower().max(zero), upper=False)
    high = _factor([s.lower() for s in positive], u.upper(), upper=True)
    return [zero if s == 0 else (low.union(high) * s).min(one) for s in scores]


def _factor(scores: list[Any], u: Any, *, upper: bool) -> Any:
    """A factor that is decidedly too large, or too small, for an expected number of edges, and hardly so.

    Water-filling round by round proposes it: saturated edges are fixed and the others rescaled, until none exceeds 1.
    """
    if not upper and not u > 0:
        return balls.ball(0)
    full: set[int] = set()
    while True:
        free = [i for i in range(len(scores)) if i not in full]
        c = (u - len(full)) / balls.total(scores[i] for i in free)
        beyond = {i for i in free if c * scores[i] > 1}
        if not beyond:
            break
        full |= beyond
    for digits in range(10, 1, -1):
        margin = balls.ball(2) ** (-10 * digits)
        proposed = (c * (1 + margin if upper else 1 - margin)).mid()
        expected = balls.total((proposed * s).min(balls.ball(1)) for s in scores)
        if (expected > u) if upper else (expected < u):
            return proposed
    raise UnsupportedError("the factor of the scores is not enclosed (inclusion_probabilities)")


def ball_poisson_variance(g: Any, p: Any) -> Any:
    """Definition."""
    g, p = balls.ball_vector(g), balls.ball_vector(p)
    if len(g) != len(p):
        raise ShapeError(f"g has {len(g)} entries, p has {len(p)} (poisson_variance)")
    if any(x < 0 or x > 1 for x in p):
        raise DomainError("an entry of p is not in [0, 1] (poisson_variance)")
    if not all(x > 0 or x == 0 for x in p):
        raise UnsupportedError("it is not decided whether an entry of p is 0 (poisson_variance)")
    value = balls.total(a**2 * (1 / x - 1) for a, x in zip(g, p, strict=True) if x > 0)
    return value.max(balls.ball(0)) if value.is_finite() else value
