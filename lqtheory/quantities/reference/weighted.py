"""Ball versions of the weighted quantities, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_budget_tail_error",
    "ball_weighted_best_k_term_error",
    "ball_weighted_lq_norm",
    "ball_weighted_power_sum",
    "ball_weighted_worst_case",
]


def ball_weighted_power_sum(x: list[Any], w: list[Any], q: Any) -> Any:
    """Definition."""
    return balls.total(u * balls.power(abs(v), q) for u, v in zip(w, x, strict=True))


def ball_weighted_best_k_term_error(x: list[Any], a: list[Any], k: int, p: Any) -> Any:
    """Definition: the n - k smallest of the weighted powers, summed."""
    k = rank(k, 0, len(x), "weighted_best_k_term_error")
    terms = balls.sort_descending(u * balls.power(abs(v), p) for u, v in zip(a, x, strict=True))
    return balls.power(balls.total(terms[k:]), 1 / balls.ball(p))


def ball_weighted_worst_case(k: int, omega: list[Any], a: list[Any], q: Any, p: Any) -> Any:
    """Maximum over every m."""
    if rank(k, 0, len(omega), "weighted_worst_case") == len(omega):
        return balls.ball(0)
    q, p = balls.ball(q), balls.ball(p)
    costs = balls.sort_descending(w * balls.power(b, -q / p) for w, b in zip(omega, a, strict=True))[::-1]
    return balls.maximum(
        balls.power(balls.ball(m - k), 1 / p) * balls.power(balls.total(costs[:m]), -1 / q)
        for m in range(k + 1, len(costs) + 1)
    )


def ball_weighted_lq_norm(x: list[Any], omega: list[Any], p: Any) -> Any:
    """Definition."""
    p = balls.ball(p)
    terms = (balls.power(abs(v), p) * balls.power(w, 2 - p) for v, w in zip(x, omega, strict=True))
    return balls.power(balls.total(terms), 1 / p)


def ball_budget_tail_error(x: list[Any], omega: list[Any], s: Any, p: Any) -> Any:
    """Walk down the order of |x_j|/ω_j; where it or the budget cannot be decided, enclose everything possible."""
    s = balls.ball(s)
    remaining = list(range(len(x)))
    spent = balls.ball(0)
    while remaining:
        first = surely_first(remaining, x, omega)
        if first is None:
            return _between_nothing_and(x, omega, remaining, p)
        spent = spent + omega[first] ** 2
        if spent > s:
            break
        if not spent <= s:
            return _between_nothing_and(x, omega, remaining, p)
        remaining.remove(first)
    return ball_weighted_lq_norm([x[j] for j in remaining], [omega[j] for j in remaining], p)


def surely_first(indices: list[int], x: list[Any], omega: list[Any]) -> int | None:
    """The lowest index with the largest |x_j|/ω_j, or ``None`` if that cannot be decided."""
    best = indices[0]
    for j in indices[1:]:
        ours, theirs = abs(x[best]) * omega[j], abs(x[j]) * omega[best]
        if theirs > ours:
            best = j
        elif not theirs <= ours:
            return None
    return best


def _between_nothing_and(x: list[Any], omega: list[Any], remaining: list[int], p: Any) -> Any:
    rest = ball_weighted_lq_norm([x[j] for j in remaining], [omega[j] for j in remaining], p)
    return balls.hull(0, rest.upper())
