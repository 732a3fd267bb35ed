"""Ball versions of the least errors that a budget over rows allows, by enumeration of all keep counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.best_k_term import ball_best_k_term_error, ball_tail_power_sum, rank

__all__ = ["ball_least_largest_error", "ball_least_sum_of_norms", "ball_least_sum_of_powers"]


def _rows(x: list[Any], d: int, where: str) -> list[list[Any]]:
    if d < 1:
        raise DomainError(f"d={d} is not a length of rows (ball version of {where})")
    return [x[start : start + d] for start in range(0, len(x), d)]


def _least(x: list[Any], d: int, k: int, error: Callable[[list[Any], int], Any], largest: bool, where: str) -> Any:
    """Least of the sums, or of the largest, of the errors of all rows, over all counts of at most k entries."""
    k = rank(k, 0, len(x), where)
    best = [balls.ball(0)] * (k + 1)
    for row in _rows(x, d, where):
        curve = [error(row, count) for count in range(len(row) + 1)]
        best = [
            balls.minimum(
                best[spent - own].max(curve[own]) if largest else best[spent - own] + curve[own]
                for own in range(min(spent, len(row)) + 1)
            )
            for spent in range(k + 1)
        ]
    return best[k]


def ball_least_sum_of_powers(x: list[Any], d: int, k: int, p: Any) -> Any:
    """Sums of p-th powers."""
    return _least(x, d, k, lambda row, c: ball_tail_power_sum(row, c, p), False, "least_sum_of_powers")


def ball_least_sum_of_norms(x: list[Any], d: int, k: int, p: Any) -> Any:
    """Sums of norms."""
    return _least(x, d, k, lambda row, c: ball_best_k_term_error(row, c, p), False, "least_sum_of_norms")


def ball_least_largest_error(x: list[Any], d: int, k: int, p: Any) -> Any:
    """Largest norm."""
    return _least(x, d, k, lambda row, c: ball_best_k_term_error(row, c, p), True, "least_largest_error")
