"""Ball version of the estimate from given counts, from its definition."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_estimate_of_counts"]


def ball_estimate_of_counts(c: Any, v: Any, s: Any) -> Any:
    """Definition."""
    c, v, s = (balls.ball_vector(x) for x in (c, v, s))
    if any(x < 0 for x in (*c, *v)) or not all(x > 0 for x in s) or not balls.total(c) > 0:
        raise DomainError("counts, products or scores are out of range (estimate_of_counts)")
    draws, whole = balls.total(c), balls.total(s)
    return balls.total(k * x / (draws * (y / whole)) for k, x, y in zip(c, v, s, strict=True))
