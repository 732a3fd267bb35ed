"""Ball versions of the bounds for dictionaries, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank
from lqtheory.quantities.reference.dictionary_constants import ball_harmonic_number, ball_sharp_dictionary_constant
from lqtheory.quantities.reference.worst_case import ball_worst_case

__all__ = [
    "ball_combined_dictionary_bound",
    "ball_common_component_error",
    "ball_optimal_common_component",
    "ball_rounding_threshold",
    "ball_rounding_variance",
    "ball_threshold_dictionary_bound",
]


def ball_combined_dictionary_bound(m: int, n: int, q: Any) -> Any:
    """Minimum over all numbers of atoms that are kept."""
    terms = [_tail(m, n, q)] + [
        _tail(kept, n, q) / balls.power(balls.ball(m - kept + 3), balls.ball(1) / 2) for kept in range(m)
    ]
    return balls.minimum(terms)


def _tail(kept: int, n: int, q: Any) -> Any:
    return ball_worst_case(kept, n, q, balls.ball(1)) if kept < n else balls.ball(0)


def ball_threshold_dictionary_bound(m: int, q: Any) -> Any:
    """Definition."""
    q = balls.ball(q)
    square = ball_sharp_dictionary_constant(q) ** 2 + (1 + ball_harmonic_number(4 * m - 1)) / (2 * m)
    return balls.power(square, balls.ball(1) / 2) * balls.power(balls.ball(m), balls.ball(1) / 2 - 1 / q)


def ball_common_component_error(m: int, n: int, q: Any, F: Any) -> Any:
    """Square root of the formula."""
    rank(m, 1, n, "common_component_error")
    q, share = balls.ball(q), balls.ball(F)
    correlated = (1 - share) * (1 + (n - 1) * share) / (1 + (m - 1) * share)
    return balls.power((n - m) * balls.power(balls.ball(n), -2 / q) * correlated, balls.ball(1) / 2)


def ball_optimal_common_component(m: int, n: int) -> Any:
    """Root of the quadratic equation, 0 where it has no positive one."""
    rank(m, 1, n, "optimal_common_component")
    if n - 1 <= m:
        return balls.ball(0)
    a, b, c = (n - 1) * (m - 1), 2 * (n - 1), n - 1 - m
    if m == 1:
        return balls.ball(c) / b
    return (balls.power(balls.ball(b * b + 4 * a * c), balls.ball(1) / 2) - b) / (2 * a)


def ball_rounding_threshold(x: list[Any], m: int) -> Any:
    """Minimum of the tail sums over the atoms left."""
    rank(m, 1, max(m, 1), "rounding_threshold")
    ordered = balls.sort_descending(abs(v) for v in x)
    return balls.minimum(balls.total(ordered[kept:]) / (m - kept) for kept in range(m))


def ball_rounding_variance(x: list[Any], m: int) -> Any:
    """Sum of v (tau - v) over the magnitudes v below tau."""
    tau = ball_rounding_threshold(x, m)
    return balls.total(abs(v) * balls.maximum([tau - abs(v), balls.ball(0)]) for v in x)
