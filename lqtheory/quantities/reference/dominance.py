"""Ball version of the comparison of mass distributions, written from the definition."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.parts import ball_mass_shares

__all__ = ["ball_majorisation_defect"]


def ball_majorisation_defect(x: list[Any], y: list[Any], p: Any) -> Any:
    """Definition with sums of the largest shares."""
    first, second = (balls.sort_descending(ball_mass_shares(v, p)) for v in (x, y))
    gaps = [balls.ball(0)]
    for k in range(1, max(len(first), len(second))):
        gaps.append(balls.total(second[:k]) - balls.total(first[:k]))
    return balls.maximum(gaps)
