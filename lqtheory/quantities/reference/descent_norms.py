"""Ball versions for sums of block norms and weighted l_1 norms, by incomplete gamma functions and bisection."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, monotone_root, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

#: Up to here incomplete gamma functions are finite sums; and bits for what cancels in the mean excess.
_SHORT, _GUARD = 64, 64

__all__ = [
    "ball_group_descent_share",
    "ball_group_descent_threshold",
    "ball_saturated_statistical_dimension",
    "ball_tails",
    "ball_weighted_descent",
]


def ball_saturated_statistical_dimension(d: int, k: int) -> Any:
    """The dimension less half the number of saturated coordinates."""
    if not 1 <= k <= d:
        raise DomainError(f"k={k} is outside {{1,...,d}} with d={d} (saturated_statistical_dimension)")
    return balls.ball(Fraction(2 * d - k, 2))


def _beyond(twice: int, tau: Any) -> Any:
    """Upper incomplete gamma function, regularised, at twice/2 and τ²/2; a sum of positive terms, if it is short."""
    square = tau * tau
    if twice > _SHORT:
        return (square / 2).gamma_upper(balls.ball(Fraction(twice, 2)), regularized=1)
    total, density = balls.ball(0), (-square / 2).exp()
    if twice % 2:
        root = tau * balls.ball(0.5).sqrt()
        first, term, n = root.erfc(), 2 * root / circle_constant().sqrt(), 3
    else:
        first, term, n = balls.ball(0), balls.ball(1), 2
    for _ in range(twice // 2):
        total, term, n = total + term, term * square / n, n + 2
    return first + density * total


def _beyond_in_floats(twice: int, tau: float) -> float:
    """The finite sum in floats, for a first guess."""
    x = tau * tau / 2
    first, term, a = (math.erfc(math.sqrt(x)), 2 * math.sqrt(x / math.pi), 1.5) if twice % 2 else (0.0, 1.0, 1.0)
    total = 0.0
    for _ in range(twice // 2):
        total += term
        term, a = term * x / a, a + 1
    return first + math.exp(-x) * total


def _guess(rho: float, b: int) -> float:
    """The threshold in floats: Newton's method in logarithms, where the equation is concave and falls."""
    from lqtheory.quantities.descent_norms import group_descent_threshold

    if b >= _SHORT or not 1e-12 < rho < 1:
        return group_descent_threshold(rho, b)
    mean, odds = math.sqrt(2) * math.exp(math.lgamma((b + 1) / 2) - math.lgamma(b / 2)), rho / (1 - rho)
    x = 0.5 * math.log(b)
    for _ in range(60):
        t = math.exp(x)
        chance = _beyond_in_floats(b, t)
        excess = mean * _beyond_in_floats(b + 1, t) - t * chance
        if not excess > 0:
            return group_descent_threshold(rho, b)
        step = math.log(excess / (odds * t)) / (t * chance / excess + 1)
        x += max(-1.0, min(1.0, step))
        if abs(step) < 1e-12:
            return math.exp(x)
    return group_descent_threshold(rho, b)


def _block_excess(b: int, tau: Any) -> Any:
    """E(‖g_b‖ - τ)_+."""
    return ball_chi_mean(b) * _beyond(b + 1, tau) - tau * _beyond(b, tau)


def ball_group_descent_threshold(rho: Any, b: int) -> Any:
    """Root of the falling (1-ρ) E(‖g_b‖-τ)_+ - ρτ, for 0 < ρ < 1: one found in floats, sharpened, verified by signs."""

    def value(t: Any) -> Any:
        return (1 - rho) * _block_excess(b, t) - rho * t

    bits = working_bits()
    with balls.precision(bits + _GUARD):
        guess = min(max(float(rho.mid()), 1e-300), 1 - 1e-16)
        t = balls.ball(_guess(guess, b))
        for _ in range(math.ceil(math.log2((bits + 20) / 40))):  # each step doubles the digits of the first guess
            t = (t + value(t) / ((1 - rho) * _beyond(b, t) + rho)).mid()
        spread = balls.ball(2) ** (-bits - 16) + 8 * (rho.rad() / rho.mid().min(1 - rho)).upper()
        low, high = (t * (1 - spread)).mid(), (t * (1 + spread)).mid()
        if value(low) > 0 and value(high) < 0:
            return low.union(high)
        return monotone_root(value, 0, (balls.ball(b).sqrt() + 60).mid())


def _share_at(rho: Any, b: int) -> Any:
    """The bound inf J/(Mb) with the threshold's ball put in: the plain formula is enclosed."""
    if rho <= 0 or rho >= 1:
        return balls.ball(0) if rho <= 0 else balls.ball(1)
    tau = ball_group_descent_threshold(rho, b)
    with balls.precision(working_bits() + _GUARD):
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


def ball_tails(x: Any) -> tuple[Any, Any]:
    """φ and Q."""
    density = (-x * x / 2).exp() / (2 * circle_constant()).sqrt()
    return density, (x * balls.ball(0.5).sqrt()).erfc() / 2


def ball_weighted_descent(active: Sequence[Any], inactive: Sequence[Any]) -> tuple[Any, Any]:
    """Threshold and inf J of a weighted l_1 norm, positive weights: a root in floats, sharpened, verified by signs."""
    from lqtheory.quantities.descent_norms import weighted_descent_threshold

    bits, energy = working_bits(), balls.total(w * w for w in active)

    def value(t: Any) -> tuple[Any, Any]:
        """Falling function of the threshold, and minus its slope."""
        tails = [(w, *ball_tails(t * w)) for w in inactive]
        excess = balls.total(2 * w * (density - t * w * tail) for w, density, tail in tails)
        return excess - t * energy, energy + balls.total(2 * w * w * tail for w, _, tail in tails)

    guess = weighted_descent_threshold(*([float(w.mid()) for w in weights] for weights in (active, inactive)))
    with balls.precision(2 * bits):
        t = balls.ball(guess)
        for _ in range(max(1, math.ceil(math.log2(bits / 20)))):
            gap, slope = value(t)
            t = (t + gap / slope).mid()
        spread = balls.ball(2) ** (-bits - bits // 2) + max(
            8 * (w.rad() / w.mid()).upper() for w in (*active, *inactive)
        )
        low, high = (t * (1 - spread)).mid(), (t * (1 + spread)).mid()
        tau = low.union(high) if value(low)[0] > 0 and value(high)[0] < 0 else balls.hull(0, 1e300)
        return tau, len(active) + 2 * balls.total(ball_tails(tau * w)[1] for w in inactive)
