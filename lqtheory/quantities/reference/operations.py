"""Ball versions of the operations of the axioms, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_append_zero",
    "ball_bill_gates",
    "ball_clone",
    "ball_magnitudes",
    "ball_rising_tide",
    "ball_robin_hood",
]


def ball_magnitudes(x: list[Any]) -> list[Any]:
    """Definition."""
    return [abs(v) for v in x]


def ball_robin_hood(x: list[Any], i: int, j: int, a: Any) -> list[Any]:
    """Definition."""
    i, j = rank(i, 1, len(x), "robin_hood"), rank(j, i + 1, len(x), "robin_hood")
    ordered = balls.sort_descending(abs(v) for v in x)
    ordered[i - 1] = ordered[i - 1] - a
    ordered[j - 1] = ordered[j - 1] + a
    return ordered


def ball_rising_tide(x: list[Any], a: Any) -> list[Any]:
    """Definition."""
    return [abs(v) + a for v in x]


def ball_bill_gates(x: list[Any], a: Any) -> list[Any]:
    """Definition."""
    ordered = balls.sort_descending(abs(v) for v in x)
    return [ordered[0] + a, *ordered[1:]]


def ball_clone(x: list[Any]) -> list[Any]:
    """Definition."""
    return [abs(v) for v in x] * 2


def ball_append_zero(x: list[Any]) -> list[Any]:
    """Definition."""
    return [*(abs(v) for v in x), balls.ball(0)]
