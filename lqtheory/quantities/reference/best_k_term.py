"""Ball versions of the best k-term errors, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_best_k_term_approximation",
    "ball_best_k_term_curve",
    "ball_best_k_term_error",
    "ball_order_statistic",
    "ball_tail_power_sum",
]


def ball_best_k_term_error(x: list[Any], k: int, p: Any) -> Any:
    """Definition: sort, drop the first k, sum powers, take the root."""
    tail = balls.sort_descending(abs(v) for v in x)[rank(k, 0, len(x), "best_k_term_error") :]
    if not tail:
        return balls.ball(0)
    if balls.is_infinite(p):
        return tail[0]
    return balls.power(balls.total(balls.power(v, p) for v in tail), 1 / balls.ball(p))


def ball_best_k_term_curve(x: list[Any], p: Any) -> list[Any]:
    """Definition, k by k."""
    return [ball_best_k_term_error(x, k, p) for k in range(len(x) + 1)]


def ball_tail_power_sum(x: list[Any], k: int, p: Any) -> Any:
    """Definition of the tail sum."""
    k = rank(k, 0, len(x), "tail_power_sum")
    return balls.total(balls.power(v, p) for v in balls.sort_descending(abs(v) for v in x)[k:])


def ball_order_statistic(x: list[Any], k: int) -> Any:
    """The k-th entry of the sorted magnitudes."""
    return balls.sort_descending(abs(v) for v in x)[rank(k, 1, len(x), "order_statistic") - 1]


def rank(k: int, low: int, high: int, where: str) -> int:
    """The count itself, refused outside {low, ..., high}: Python would count negative ones from the end."""
    if not low <= k <= high:
        raise DomainError(f"k={k} is outside {{{low},...,{high}}} (ball version of {where})")
    return k


def ball_best_k_term_approximation(x: list[Any], k: int) -> list[Any]:
    """Keep the k entries beaten by fewer than k others; an undecidable comparison leaves both answers in the ball."""
    result = []
    for i, v in enumerate(x):
        surely_ahead, possibly_ahead = 0, 0
        for j, w in enumerate(x):
            if j == i:
                continue
            ahead = abs(w) > abs(v) or (j < i and _equal(abs(w), abs(v)))
            behind = abs(w) < abs(v) or (j > i and _equal(abs(w), abs(v)))
            surely_ahead += ahead
            possibly_ahead += not behind
        if possibly_ahead < k:
            result.append(v)
        elif surely_ahead >= k:
            result.append(balls.ball(0))
        else:
            result.append(balls.hull(0, v))
    return result


def _equal(a: Any, b: Any) -> bool:
    return bool(a.is_exact() and b.is_exact() and a == b)
