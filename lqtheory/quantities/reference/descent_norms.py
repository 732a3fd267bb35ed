"""Ball versions for sums of block norms and weighted l_1 norms, by incomplete gamma functions and bisection."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, monotone_root, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = [
    "ball_group_descent_share",
    "ball_group_descent_threshold",
    "ball_saturated_statistical_dimension",
    "ball_weighted_descent",
]


def ball_saturated_statistical_dimension(d: int, k: int) -> Any:
    """The dimension less half the number of saturated coordinates."""
    if not 1 <= k <= d:
        raise DomainError(f"k={k} is outside {{1,...,d}} with d={d} (saturated_statistical_dimension)")
    return balls.ball(Fraction(2 * d - k, 2))


def _beyond(twice: int, tau: Any) -> Any:
    """Upper incomplete gamma function, regularised, at twice/2 and τ²/2."""
    return (tau * tau / 2).gamma_upper(balls.ball(Fraction(twice, 2)), regularized=1)


def _block_excess(b: int, tau: Any) -> Any:
    """E(‖g_b‖ - τ)_+."""
    return ball_chi_mean(b) * _beyond(b + 1, tau) - tau * _beyond(b, tau)


def ball_group_descent_threshold(rho: Any, b: int) -> Any:
    """Root of the falling (1-ρ) E(‖g_b‖-τ)_+ - ρτ, for 0 < ρ < 1: one found in floats, sharpened, verified by signs."""
    from lqtheory.quantities.descent_norms import group_descent_threshold

    def value(t: Any) -> Any:
        return (1 - rho) * _block_excess(b, t) - rho * t

    bits = working_bits()
    with balls.precision(2 * bits):
        guess = min(max(float(rho.mid()), 1e-300), 1 - 1e-16)
        t = balls.ball(group_descent_threshold(guess, b))
        for _ in range(3):
            t = (t + value(t) / ((1 - rho) * _beyond(b, t) + rho)).mid()
        spread = balls.ball(2) ** (-bits - bits // 2) + 8 * (rho.rad() / rho.mid().min(1 - rho)).upper()
        low, high = (t * (1 - spread)).mid(), (t * (1 + spread)).mid()
        if value(low) > 0 and value(high) < 0:
            return low.union(high)
        return monotone_root(value, 0, (balls.ball(b).sqrt() + 60).mid())


def _share_at(rho: Any, b: int) -> Any:
    """The bound inf J/(Mb) with the threshold's ball put in: the plain formula is enclosed."""
    if rho <= 0 or rho >= 1:
        return balls.ball(0) if rho <= 0 else balls.ball(1)
    tau = ball_group_descent_threshold(rho, b)
    with balls.precision(2 * working_bits()):
        rest = b * _beyond(b + 2, tau) - tau * ball_chi_mean(b) * _beyond(b + 1, tau)
        return (rho * b + (1 - rho) * rest) / b


def ball_group_descent_share(rho: Any, b: int) -> Any:
    """The bound inf J/(Mb), which rises with ρ."""
    rho = balls.ball(rho)
    if rho < 0 or rho > 1 or b < 1:
        raise DomainError(f"rho={rho}, b={b} is outside [0, 1] x {{1,2,...}} (group_descent_share)")
    if rho.is_exact() or (0 < rho < 1 and rho.rad() < balls.ball(2) ** (-working_bits() // 2)):
        return _share_at(rho, b)
    return _share_at(rho.lower(), b).union(_share_at(rho.upper(), b))


def ball_weighted_descent(active: Sequence[Any], inactive: Sequence[Any]) -> tuple[Any, Any]:
    """Threshold and inf J of a weighted l_1 norm, positive weights."""
    energy, half = balls.total(w * w for w in active), balls.ball(0.5).sqrt()

    def excess(t: Any) -> Any:
        density = (-t * t / 2).exp() / (2 * circle_constant()).sqrt()
        return density - t * (t * half).erfc() / 2

    tau = monotone_root(lambda t: balls.total(2 * w * excess(t * w) for w in inactive) - t * energy, 0, 100)
    return tau, len(active) + balls.total((tau * w * half).erfc() for w in inactive)
