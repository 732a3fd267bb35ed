"""Ball versions of the quantities of convex curves with a budget; greedy counts one entry after another."""

from __future__ import annotations

from typing import Any

from lqtheory import balls

Ball = Any


def ball_curve_value(value: Any, i: int, k: int) -> Ball:
    """Value of a curve, the last one beyond its length."""
    curve = value.curves[i - 1]
    return curve[int(k)] if int(k) < len(curve) else curve[-1]


def ball_shared_budget(value: Any) -> Ball:
    """The budget."""
    return balls.ball(value.budget)


def ball_any_count(value: Any, i: int) -> Ball:
    """Count of the allocation."""
    return balls.ball(value.counts[i - 1])


def _gains(value: Any, taken: list[int]) -> list[Ball]:
    """Next gain of every curve."""
    return [ball_curve_value(value, i, k) - ball_curve_value(value, i, k + 1) for i, k in enumerate(taken, start=1)]


def _steps(value: Any) -> tuple[list[int], list[Ball]]:
    """Counts and gains of greedy steps; curves are exact, so that their gains can be compared."""
    taken, gained = [0] * len(value.curves), []
    for _ in range(value.budget):
        gains = _gains(value, taken)
        if not gains or not balls.maximum(gains) > 0:
            break
        best = next(i for i, gain in enumerate(gains) if gain == balls.maximum(gains))
        gained.append(gains[best])
        taken[best] += 1
    return taken, gained


def ball_greedy_count(value: Any, i: int) -> Ball:
    """Count after greedy steps."""
    return balls.ball(_steps(value)[0][i - 1])


def ball_least_gain(value: Any) -> Ball:
    """Gain of the last step; 0 if the budget is not used up, the next gain if there is none."""
    taken, gained = _steps(value)
    if value.budget == 0:
        return balls.maximum([balls.ball(0), *_gains(value, taken)])
    return gained[-1] if len(gained) == value.budget else balls.ball(0)
