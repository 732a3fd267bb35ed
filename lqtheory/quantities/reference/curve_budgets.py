"""Ball versions of the quantities of curves with a budget; least sums by trying all allocations."""

from __future__ import annotations

import itertools
from typing import Any

from lqtheory import balls

Ball = Any


def ball_budget(value: Any) -> Ball:
    """The budget."""
    return balls.ball(value.budget)


def ball_allocated_error(value: Any, i: int) -> Ball:
    """Value of a curve at the count of the allocation."""
    return value.curves[i - 1][value.counts[i - 1]]


def ball_programmed_error(value: Any, i: int) -> Ball:
    """Value of a curve at the count that dynamic programming returns."""
    return value.curves[i - 1][value.chosen[i - 1]]


def ball_programmed_count(value: Any, i: int) -> Ball:
    """Count that dynamic programming returns."""
    return balls.ball(value.chosen[i - 1])


def ball_allocated_left(value: Any, i: int) -> Ball:
    """Budget less the counts of the later curves."""
    return balls.ball(value.budget - sum(value.counts[i:]))


def ball_programmed_left(value: Any, i: int) -> Ball:
    """Budget less the counts of the later curves that dynamic programming returns."""
    return balls.ball(value.budget - sum(value.chosen[i:]))


def ball_least_sum(value: Any, i: int, b: int) -> Ball:
    """Least sum of the first curves over all allocations of a budget."""
    first = value.curves[:i]
    tried = itertools.product(*(range(len(curve)) for curve in first))
    sums = [
        balls.total(curve[k] for curve, k in zip(first, counts, strict=True)) for counts in tried if sum(counts) <= b
    ]
    return balls.minimum(sums)
