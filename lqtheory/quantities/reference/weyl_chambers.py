"""Ball versions of Weyl chambers: dimensions by digamma and zeta functions, volumes from whole numbers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.special import product_coefficients
from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ball_statistical_dimension_of_chamber_a",
    "ball_statistical_dimension_of_chamber_bc",
    "ball_statistical_dimension_of_chamber_d",
    "ball_variance_of_chamber_a",
    "ball_variance_of_chamber_bc",
    "ball_variance_of_chamber_d",
    "ball_volume_of_chamber_a",
    "ball_volume_of_chamber_bc",
    "ball_volume_of_chamber_d",
]

#: Dimension beyond which whole coefficients have millions of digits together.
_LARGEST = 4000


def _harmonic(d: int, power: int = 1) -> Any:
    """Sum of k^(-power) for k <= d: a sum of fractions, or ψ(d+1) + γ and ζ(2) - ζ(2, d+1)."""
    if d < 1:
        raise DomainError(f"d={d} is outside {{1,2,...}} (Weyl chamber); use d >= 1")
    if d <= 64:
        return balls.ball(sum((Fraction(1, k**power) for k in range(1, d + 1)), Fraction(0)))
    one = balls.ball(1)
    if power == 1:
        return balls.ball(d + 1).digamma() - one.digamma()
    return balls.ball(power).zeta() - balls.ball(power).zeta(balls.ball(d + 1))


def _least(d: int) -> int:
    if d < 2:
        raise DomainError(f"d={d} is outside {{2,3,...}} (Weyl chamber D); use d >= 2")
    return d


def ball_statistical_dimension_of_chamber_a(d: int) -> Any:
    """H_d."""
    return _harmonic(d)


def ball_statistical_dimension_of_chamber_bc(d: int) -> Any:
    """H_d/2."""
    return _harmonic(d) / 2


def ball_statistical_dimension_of_chamber_d(d: int) -> Any:
    """H_{d-1}/2 + 1/d."""
    return _harmonic(_least(d) - 1) / 2 + balls.ball(Fraction(1, d))


def ball_variance_of_chamber_a(d: int) -> Any:
    """H_d - H_d^(2)."""
    return _harmonic(d) - _harmonic(d, 2)


def ball_variance_of_chamber_bc(d: int) -> Any:
    """H_d/2 - H_d^(2)/4."""
    return _harmonic(d) / 2 - _harmonic(d, 2) / 4


def ball_variance_of_chamber_d(d: int) -> Any:
    """The sum for BC in one dimension less, and (1/d)(1 - 1/d)."""
    return ball_variance_of_chamber_bc(_least(d) - 1) + balls.ball(Fraction(d - 1, d**2))


@functools.lru_cache(maxsize=64)
def _coefficients(roots: tuple[int, ...]) -> tuple[list[Any], Any]:
    """Coefficients of the product of t + e, whole numbers, and their sum."""
    found = product_coefficients(roots)
    return found, sum(found)


def _volume(d: int, k: int, roots: Callable[[int], tuple[int, ...]]) -> Any:
    if not 0 <= k <= d:
        raise DomainError(f"k={k} is outside {{0,...,d}} with d={d} (Weyl chamber)")
    if d > _LARGEST:
        raise UnsupportedError(
            f"d={d} is above {_LARGEST}, up to which there are enclosures (volumes of Weyl chambers)"
        )
    product, order = _coefficients(roots(d))
    return balls.ball(int(product[k])) / balls.ball(int(order))


def ball_volume_of_chamber_a(d: int, k: int) -> Any:
    """Coefficient of t^k in the product of (t+i-1)/i."""
    return _volume(d, k, lambda d: tuple(range(d)))


def ball_volume_of_chamber_bc(d: int, k: int) -> Any:
    """Coefficient of t^k in the product of (t+2i-1)/(2i)."""
    return _volume(d, k, lambda d: tuple(range(1, 2 * d, 2)))


def ball_volume_of_chamber_d(d: int, k: int) -> Any:
    """Coefficient of t^k in the product for BC in one dimension less times (t+d-1)/d."""
    return _volume(_least(d), k, lambda d: (*range(1, 2 * d - 2, 2), d - 1))
