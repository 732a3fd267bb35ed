"""Ball versions of the excesses of singular values over a threshold: integrals over the angle.

u² = 1 + y - 2√y cos θ on (0, π) turns the limit law of singular values into the density 2 sin²θ/(πu²), which is smooth.
"""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError

__all__ = ["ball_singular_excess", "ball_singular_excess_square"]


#: Enclosures are not made tighter than this, whatever the working precision: at an equality no precision decides.
_BITS = 180


def _always() -> Any:
    """Every power 1 and 2 of an excess: singular values lie between 0 and 2."""
    return balls.hull(0, 4)


def _mean(t: Any, y: Any, power: int) -> Any:
    """E (u-t)_+^power for an exact threshold; below the lower edge the integral runs over the whole law."""
    if y <= 0 or y > 1 or t < 0:
        raise DomainError(f"t={t}, nu={y} is outside [0, inf) x (0, 1] (singular_excess)")
    root = y.sqrt()
    cosine = (1 + y - t * t) / (2 * root)
    if not cosine > -1:  # the threshold is at or beyond the upper edge
        return balls.ball(0) if t > 1 + root else _always()
    start = balls.ball(0) if cosine >= 1 else cosine.acos()
    if not start.is_finite():
        return _always()
    with balls.precision(min(working_bits(), _BITS)):
        return _integrated(t, y, root, start, power)


def _integrated(t: Any, y: Any, root: Any, start: Any, power: int) -> Any:
    pi = circle_constant()

    def integrand(theta: Any, analytic: bool) -> Any:
        if y == 1:  # u = 2 sin(θ/2)
            return (2 * (theta / 2).sin() - t) ** power * (1 + theta.cos()) / pi
        square = 1 + y - 2 * root * theta.cos()
        u = square.sqrt(analytic=analytic)
        sine = theta.sin()
        return (u - t) ** power * 2 * sine * sine / (pi * square)

    first = start.upper()
    inside = integral(integrand, first, pi, balls.ball(2) ** (12 - working_bits()))
    # Between the ends of the start the density is at most 1, because u² >= sin²θ, and the power at most 4.
    return inside + balls.hull(0, 4 * (first - start.lower()).upper())


def ball_singular_excess(t: Any, y: Any) -> Any:
    """E (u-t)_+, between its values at the ends of t because it falls."""
    return _over(balls.ball(t), balls.ball(y), 1)


def ball_singular_excess_square(t: Any, y: Any) -> Any:
    """E (u-t)_+²."""
    return _over(balls.ball(t), balls.ball(y), 2)


def _over(t: Any, y: Any, power: int) -> Any:
    if not y.is_finite() or not t.is_finite():
        return _always()
    if t.is_exact():
        return _mean(t, y, power)
    return _mean(t.lower().max(balls.ball(0)), y, power).union(_mean(t.upper(), y, power))
