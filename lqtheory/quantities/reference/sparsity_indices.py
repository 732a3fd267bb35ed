"""Ball versions of the sparsity indices, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls

__all__ = [
    "ball_effective_sparsity",
    "ball_gini",
    "ball_hoyer",
    "ball_pqi",
    "ball_si",
]


def ball_norm(x: list[Any], q: Any) -> Any:
    if balls.is_infinite(q):
        return balls.maximum(abs(v) for v in x)
    return balls.power(balls.total(balls.power(abs(v), q) for v in x), 1 / balls.ball(q))


def ball_effective_sparsity(x: list[Any], q: Any, p: Any) -> Any:
    """Definition, in its three forms."""
    q, p = balls.ball(q), balls.ball(p)
    if balls.is_infinite(p):
        return balls.power(ball_norm(x, q) / ball_norm(x, p), q)
    if balls.is_infinite(q):
        return balls.power(ball_norm(x, p) / ball_norm(x, q), p)
    if q.is_exact() and p.is_exact() and q == p:
        shares = [balls.power(abs(v), p) for v in x if not v.is_zero()]
        whole = balls.total(shares)
        return balls.total(-(v / whole) * balls.log(v / whole) for v in shares).exp()
    return balls.power(ball_norm(x, q) / ball_norm(x, p), p * q / (p - q))


def ball_si(x: list[Any], q: Any) -> Any:
    """Definition."""
    return balls.total(abs(v) for v in x) / ball_norm(x, q)


def ball_pqi(x: list[Any], p: Any, q: Any) -> Any:
    """Definition."""
    inverse_q = balls.ball(0) if balls.is_infinite(q) else 1 / balls.ball(q)
    factor = balls.power(balls.ball(len(x)), inverse_q - 1 / balls.ball(p))
    return 1 - factor * ball_norm(x, p) / ball_norm(x, q)


def ball_gini(x: list[Any]) -> Any:
    """Definition of Hurley and Rickard."""
    n = len(x)
    ascending = balls.sort_descending(abs(v) for v in x)[::-1]
    whole = balls.total(ascending)
    return 1 - 2 * balls.total(
        c / whole * (balls.ball(2 * (n - k) + 1) / (2 * n)) for k, c in enumerate(ascending, start=1)
    )


def ball_hoyer(x: list[Any]) -> Any:
    """Definition."""
    root = balls.ball(len(x)).sqrt()
    return (root - balls.total(abs(v) for v in x) / balls.total(v**2 for v in x).sqrt()) / (root - 1)
