"""Ball versions of what points outside the sample ask for, from the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.reference.coreset_moments import drawn_edges

__all__ = ["ball_exceedance_probability", "ball_required_draws"]


def ball_required_draws(g: Any, q: Any, epsilon: Any, delta: Any) -> Any:
    """Definition; 0 where all terms are equal."""
    e, d = balls.ball(epsilon), balls.ball(delta)
    if e <= 0 or d <= 0 or d >= 1:
        raise DomainError(f"epsilon={e}, delta={d} are out of range (required_draws)")
    rows = drawn_edges(balls.ball_vector(q), balls.ball_vector(g))
    mean = balls.total(a for _, a in rows)
    terms = [a / b for b, a in rows]
    left = e - (1 - mean) if len(rows) < len(list(q)) else e
    if left <= 0:
        return balls.infinity()
    if not left > 0:
        raise UnsupportedError("it is not decided whether the unseen edges leave room (required_draws)")
    if all(t == terms[0] for t in terms) and all(t.is_exact() for t in terms):
        return balls.ball(0)
    variance = balls.total(b * (t - mean) ** 2 for (b, _), t in zip(rows, terms, strict=True)).max(balls.ball(0))
    reach = balls.maximum([balls.maximum(terms) - mean, mean])
    value = (2 / d).log() * (2 * variance + balls.ball(2) / 3 * left * reach) / left**2
    return value if variance > 0 else value.union(balls.ball(0))


def ball_exceedance_probability(N: int, k: int) -> Any:
    """Definition."""
    if N < 1 or k < 1:
        raise DomainError(f"N={N}, k={k} are out of range (exceedance_probability)")
    return balls.ball(min(Fraction(1), Fraction(k, N + 1)))
