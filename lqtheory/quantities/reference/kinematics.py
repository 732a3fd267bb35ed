"""Ball versions of exact kinematics: sums in rationals."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_orthant_meets_subspace"]


def ball_orthant_meets_subspace(d: int, k: int) -> Any:
    """Definition: twice the sum of every other binomial weight from the codimension plus one on."""
    if d < 1 or not 0 <= k <= d:
        raise DomainError(f"k={k} is outside {{0,...,d}} with d={d} (orthant_meets_subspace)")
    return balls.ball(2 * sum(math.comb(d, j) for j in range(d - k + 1, d + 1, 2))) / balls.ball(2**d)
