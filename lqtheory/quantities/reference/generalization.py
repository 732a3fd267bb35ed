"""Ball versions of the Occam bound, written from the definitions."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_occam_bound", "ball_occam_failure_bound"]


def ball_occam_bound(P: int, k: int, b: int, n: int, delta: Any) -> Any:
    """Definition."""
    delta = balls.ball(delta)
    if not (0 <= k <= P and P >= 1 and b >= 0 and n >= 1 and delta > 0 and delta < 1):
        raise DomainError(f"P={P}, k={k}, b={b}, n={n}, delta={delta} are out of range (occam_bound)")
    descriptions = balls.ball(math.comb(P, k) * 2 ** (k * b) * (P + 1))
    return ((descriptions / delta).log() / (2 * n)).sqrt()


def ball_occam_failure_bound(P: int, b: int, n: int, delta: Any) -> Any:
    """Definition."""
    terms = []
    for k in range(P + 1):
        gap = ball_occam_bound(P, k, b, n, delta)
        terms.append(math.comb(P, k) * 2 ** (k * b) * (-2 * n * gap**2).exp())
    return balls.total(terms)
