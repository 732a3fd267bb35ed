"""Ball versions of the two-point tails: sums of binomial probabilities."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, UnsupportedError

__all__ = ["ball_two_point_lower_tail", "ball_two_point_upper_tail", "typed"]

#: Sums with more draws are left out.
LONG = 20_000


def typed(number: Any) -> Any:
    """A float as the shortest decimal that it stands for, exactly; everything else as it is.

    Ties m (1 + epsilon)/r are decided by it: the float 0.1 is a little more than 1/10, and would lose them.

    Examples
    --------
    >>> typed(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(float(number))) if isinstance(number, float) else number


def _counts(m: int, r: int, threshold: Any, upper: bool) -> Any:
    """Probability of the counts beyond a threshold; both ends of it where its rounding is not decided."""
    if m > LONG:
        raise UnsupportedError(f"m={m} is above {LONG} (two-point tails); use the array version")
    rounded = threshold.ceil() if upper else threshold.floor()
    ends = [int(end.unique_fmpz()) for end in (rounded.lower().floor(), rounded.upper().ceil())]
    values = []
    for end in ends:
        counts = range(max(0, end), m + 1) if upper else range(min(m, end) + 1)
        total = sum(math.comb(m, k) * (r - 1) ** (m - k) for k in counts)
        values.append(balls.ball(Fraction(total, r**m)))
    return values[0].union(values[1]) if ends[0] != ends[1] else values[0]


def _checked(m: int, r: int, epsilon: Any, where: str) -> Any:
    e = balls.ball(typed(epsilon))
    if m < 1 or r < 1 or e <= 0:
        raise DomainError(f"m={m}, r={r}, epsilon={e} are out of range ({where})")
    return e


def ball_two_point_upper_tail(m: int, r: int, epsilon: Any) -> Any:
    """Definition; 0 for one point, where every draw is exact."""
    e = _checked(m, r, epsilon, "two_point_upper_tail")
    return balls.ball(0) if r == 1 else _counts(m, r, m * (1 + e) / r, True)


def ball_two_point_lower_tail(m: int, r: int, epsilon: Any) -> Any:
    """Definition; 0 for one point, where every draw is exact."""
    e = _checked(m, r, epsilon, "two_point_lower_tail")
    return balls.ball(0) if r == 1 else _counts(m, r, m * (1 - e) / r, False)
