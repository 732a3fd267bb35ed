"""Ball versions of excesses of block norms: incomplete gamma functions, and an integral over the norm of a block."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.descent_norms import _beyond
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = ["ball_block_excess", "ball_block_excess_square", "ball_least_block_distance"]


def _checked(t: Any, b: int, where: str) -> Any:
    t = balls.ball(t)
    if t < 0 or b < 1:
        raise DomainError(f"t={t}, b={b} is outside [0, inf) x {{1,2,...}} ({where})")
    return t


def _falling(value: Any, t: Any) -> Any:
    """A falling function at an interval, by its ends; with more digits, since its terms cancel for large t."""
    with balls.precision(working_bits() + 64):
        if t.is_exact():
            return value(t)
        return value(t.lower().max(balls.ball(0))).union(value(t.upper()))


def ball_block_excess(t: Any, b: int) -> Any:
    """λ_b Γ̄((b+1)/2, t²/2) - t Γ̄(b/2, t²/2)."""
    return _falling(lambda u: ball_chi_mean(b) * _beyond(b + 1, u) - u * _beyond(b, u), _checked(t, b, "block_excess"))


def ball_block_excess_square(t: Any, b: int) -> Any:
    """B Γ̄(b/2+1, t²/2) - 2t λ_b Γ̄((b+1)/2, t²/2) + t² Γ̄(b/2, t²/2)."""
    return _falling(
        lambda u: b * _beyond(b + 2, u) - 2 * u * ball_chi_mean(b) * _beyond(b + 1, u) + u * u * _beyond(b, u),
        _checked(t, b, "block_excess_square"),
    )


def ball_least_block_distance(h: Any, b: int) -> Any:
    """The integral over the norm r up to some R; beyond it the integrand is at most 2 (1 + r²).

    It rises with h: the derivative (√h σ - Z) σ/√h is not negative at the minimiser.
    """
    h = balls.ball(h)
    if not h > 0 or b < 1:
        raise DomainError(f"h={h}, b={b} is outside (0, inf) x {{1,2,...}} (least_block_distance)")
    if h.is_exact():
        return _distance(h, b)
    return _distance(h.lower(), b).union(_distance(h.upper(), b))


def _distance(h: Any, b: int) -> Any:
    bits = min(working_bits(), 120)
    with balls.precision(bits + 24):
        root, half, pi = h.sqrt(), balls.ball(1) / 2, circle_constant()
        constant = 2 * half ** (balls.ball(b) / 2) * balls.ball(Fraction(b, 2)).rgamma()
        normal = 1 / (2 * pi).sqrt()

        def integrand(r: Any, _: bool) -> Any:
            c, a = root * r, -r / root
            top, bottom = normal * (-c * c / 2).exp(), normal * (-a * a / 2).exp()
            beyond, above = (-a * half.sqrt()).erfc() / 2, (c * half.sqrt()).erfc() / 2
            inner = ((1 + c * c) * (1 - above - beyond) + c * top - (2 * c - a) * bottom) / (1 + h)
            return constant * r ** (b - 1) * (-r * r / 2).exp() * (inner + (1 + r * r) * beyond - a * bottom)

        end = (balls.ball(b).sqrt() + (balls.ball(3 * bits) / 2).sqrt()).upper()
        inside = integral(integrand, 0, end, balls.ball(2) ** -bits)
        return inside + balls.hull(0, 2) * (_beyond(b, end) + b * _beyond(b + 2, end))
