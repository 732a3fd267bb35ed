"""Ball versions of the bounds around the l_1 descent curve, from their definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_threshold, ball_nonnegative_descent_threshold

__all__ = [
    "ball_l1_descent_gap_estimate",
    "ball_l1_descent_log_bound",
    "ball_l1_descent_published_gap_bound",
    "ball_l1_descent_quadratic_bound",
    "ball_l1_descent_variance_estimate",
    "ball_nonnegative_descent_gap_bound",
]

#: Bits added to the working precision, for thresholds up to a thousand.
_GUARD = 80


def _checked(rho: Any, where: str) -> Any:
    rho = balls.ball(rho)
    if rho < 0 or rho > 1:
        raise DomainError(f"rho={rho} is outside [0, 1] ({where}); use a fraction s/d")
    return rho


def _moments(t: Any, sides: int) -> tuple[Any, Any, Any]:
    """P(the excess is positive), its mean and its second moment, for |g| or g beyond t."""
    density = (-t * t / 2).exp() / (2 * circle_constant()).sqrt()
    tail = (t * balls.ball(0.5).sqrt()).erfc() / 2
    mean = density - t * tail
    return sides * tail, sides * mean, sides * ((1 + t * t) * tail - t * density)


def _inside(rho: Any, threshold: Callable[[Any], Any], value: Callable[[Any, Any], Any]) -> Any:
    """The value at ρ and its threshold with guard bits; not a number where the ball of ρ is too wide."""
    with balls.precision(working_bits() + _GUARD):
        t = threshold(rho)
        return value(rho, t) if t.is_finite() and rho > 0 and rho < 1 else balls.ball(0) / balls.ball(0)


def ball_l1_descent_gap_estimate(rho: Any) -> Any:
    """(ρ + (1-ρ) Var)/(ρ + (1-ρ) 2Q), in [0, 1]: Poincaré gives Var <= 2Q."""
    rho = _checked(rho, "l1_descent_gap_estimate")
    if rho.is_zero() or rho >= 1:
        return balls.ball(0) if rho.is_zero() else balls.ball(1)

    def value(rho: Any, t: Any) -> Any:
        chance, mean, second = _moments(t, 2)
        return (rho + (1 - rho) * (second - mean * mean)) / (rho + (1 - rho) * chance)

    found = _inside(rho, ball_l1_descent_threshold, value)
    return found.max(balls.ball(0)).min(balls.ball(1)) if found.is_finite() else balls.hull(0, 1)


def ball_l1_descent_variance_estimate(rho: Any) -> Any:
    """ρ(2 + 4τ²) + (1-ρ) Var((|g|-τ)_+²) - 2ψ, with E(|g|-τ)_+⁴ = 2[(τ⁴+6τ²+3) Q - (τ³+5τ) φ]."""
    rho = _checked(rho, "l1_descent_variance_estimate")
    if rho.is_zero() or rho >= 1:
        return balls.ball(0)

    def value(rho: Any, t: Any) -> Any:
        chance, mean, second = _moments(t, 2)
        density = mean + t * chance
        fourth = (t**4 + 6 * t * t + 3) * chance - (t**3 + 5 * t) * density
        share = rho * (1 + t * t) + (1 - rho) * second
        return rho * (2 + 4 * t * t) + (1 - rho) * (fourth - second * second) - 2 * share

    found = _inside(rho, ball_l1_descent_threshold, value)
    return found.max(balls.ball(0)) if found.is_finite() else balls.hull(0, 1)


def ball_nonnegative_descent_gap_bound(rho: Any) -> Any:
    """1 + (1-ρ)/ρ Var, between 1 and 3."""
    rho = _checked(rho, "nonnegative_descent_gap_bound")
    if rho.is_zero() or rho >= 1:
        return balls.ball(3) if rho.is_zero() else balls.ball(1)

    def value(rho: Any, t: Any) -> Any:
        _, mean, second = _moments(t, 1)
        return 1 + (1 - rho) / rho * (second - mean * mean)

    found = _inside(rho, ball_nonnegative_descent_threshold, value)
    return found.max(balls.ball(1)).min(balls.ball(3)) if found.is_finite() else balls.hull(1, 3)


def ball_l1_descent_log_bound(rho: Any) -> Any:
    """ρ(1 - 2 log ρ), which rises up to e^(-1/2) and then falls; 0 at 0."""
    rho = _checked(rho, "l1_descent_log_bound")
    if rho > 0:
        return rho * (1 - 2 * rho.log())
    high = rho.upper()
    if high <= 0:
        return balls.ball(0)
    top = (-balls.ball(0.5)).exp()
    end = high.min(top)
    return balls.hull(0, (end * (1 - 2 * end.log())).upper())


def ball_l1_descent_quadratic_bound(rho: Any) -> Any:
    """Definition."""
    rho = _checked(rho, "l1_descent_quadratic_bound")
    return 1 - 2 / circle_constant() * (1 - rho) ** 2


def ball_l1_descent_published_gap_bound(d: int, s: int) -> Any:
    """Definition."""
    if not 1 <= s <= d:
        raise DomainError(f"s={s} is outside {{1,...,d}} with d={d} (l1_descent_published_gap_bound)")
    return 2 * (balls.ball(d) / s).sqrt()
