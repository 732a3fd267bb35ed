"""Ball versions of the quantities of logits, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank

__all__ = ["ball_entry", "ball_largest_entry", "ball_log_sum_exp", "ball_smallest_entry"]


def ball_entry(x: list[Any], j: int) -> Any:
    """Definition."""
    return x[rank(j, 1, len(x), "entry") - 1]


def ball_largest_entry(x: list[Any]) -> Any:
    """Definition."""
    return balls.maximum(x)


def ball_smallest_entry(x: list[Any]) -> Any:
    """Definition."""
    return balls.minimum(x)


def ball_log_sum_exp(x: list[Any]) -> Any:
    """Shifted by the largest entry, which changes nothing but keeps numbers representable."""
    largest = balls.maximum(x)
    return largest + balls.total((v - largest).exp() for v in x).log()
