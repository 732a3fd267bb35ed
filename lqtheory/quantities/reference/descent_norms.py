"""Ball versions for sums of block norms and weighted l_1 norms, by incomplete gamma functions and Newton's operator.

At 128 bits a bound takes 0.1 ms for blocks of up to 16, 0.15 for 64, and 0.01 for each different weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, least_value, monotone_root, newton_root, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

#: Up to here incomplete gamma functions are finite sums; and bits for what cancels in the mean excess.
_SHORT, _GUARD = 24, 64

__all__ = [
    "ball_group_descent_share",
    "ball_group_descent_threshold",
    "ball_saturated_statistical_dimension",
    "ball_tails",
    "ball_weighted_bound",
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


def _guess(rho: float, b: int) -> float:
    """The threshold in floats: Newton's method in logarithms, where the equation is concave and falls."""
    import scipy.special

    from lqtheory.quantities.descent_norms import group_descent_threshold

    if not 1e-7 < rho < 1:
        return group_descent_threshold(rho, b)
    mean, odds = math.sqrt(2) * math.exp(math.lgamma((b + 1) / 2) - math.lgamma(b / 2)), rho / (1 - rho)
    x = 0.5 * math.log(b)
    for _ in range(60):
        t = math.exp(x)
        chance = float(scipy.special.gammaincc(b / 2, t * t / 2))
        excess = mean * float(scipy.special.gammaincc((b + 1) / 2, t * t / 2)) - t * chance
        if not excess > 0:
            return group_descent_threshold(rho, b)
        step = math.log(excess / (odds * t)) / (t * chance / excess + 1)
        x += max(-1.0, min(1.0, step))
        if abs(step) < 1e-12:
            break
    return math.exp(x)


def _group_equation(rho: Any, b: int) -> Callable[[Any], tuple[Any, Any, Any]]:
    """F = (1-ρ) E(‖g_b‖-t)_+ - ρt, f' <= -ρ, and J/M = ρ(b+t²) + (1-ρ) E(‖g_b‖-t)_+², whose derivative is -2f."""

    def equation(t: Any) -> tuple[Any, Any, Any]:
        chance, mean = _beyond(b, t), ball_chi_mean(b) * _beyond(b + 1, t)
        square = b * _beyond(b + 2, t) - t * (2 * mean - t * chance)
        value = (1 - rho) * (mean - t * chance) - rho * t
        return value, -(1 - rho) * chance - rho, rho * (b + t * t) + (1 - rho) * square

    return equation


def _start(rho: Any, b: int) -> float:
    return _guess(min(max(float(rho.mid()), 1e-300), 1 - 1e-16), b)


def ball_group_descent_threshold(rho: Any, b: int) -> Any:
    """Root of the falling (1-ρ) E(‖g_b‖-τ)_+ - ρτ, for 0 < ρ < 1: one found in floats, sharpened and verified."""
    equation = _group_equation(rho, b)
    with balls.precision(working_bits() + _GUARD // 2):
        found = newton_root(equation, _start(rho, b))
        if found is not None:
            return found
        return monotone_root(lambda t: equation(t)[0], 0, (balls.ball(b).sqrt() + 60).mid())


def _share_at(rho: Any, b: int) -> Any:
    """The bound inf J/(Mb) from a threshold that is right to half the digits."""
    if rho <= 0 or rho >= 1:
        return balls.ball(0) if rho <= 0 else balls.ball(1)
    bits, rest = working_bits() + 2, 1 - rho
    with balls.precision(working_bits() + _GUARD // 2):
        return (
            least_value(
                _group_equation(rho, b), _start(rho, b), rho.lower(), lambda t: -rest * _beyond(b, t) - rho, bits
            )
            / b
        )


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


def _weighted_guess(energy: float, off: list[tuple[float, int]]) -> float:
    """The threshold in floats: Halley's method, in which the equation's curvature halves the number of steps."""
    t, half, scale = 0.0, math.sqrt(0.5), math.sqrt(2 / math.pi)
    for _ in range(200):
        value, slope, bend = -t * energy, energy, 0.0
        for w, count in off:
            level = t * w
            tail, density = math.erfc(level * half), scale * math.exp(-0.5 * level * level)
            value += count * w * (density - level * tail)
            slope += count * w * w * tail
            bend += count * w * w * w * density
        t += value / slope / (1.0 - max(-0.5, min(0.5, 0.5 * value * bend / (slope * slope))))
        if abs(value) <= 1e-14 * slope * t:
            break
    return t


def _counted(weights: Sequence[Any]) -> list[tuple[Any, int]]:
    """Weights with how often they occur, as far as they are exact."""
    found: dict[Any, tuple[Any, int]] = {}
    for i, w in enumerate(weights):
        key = tuple(w.man_exp()) if w.is_exact() else i
        found[key] = (w, found[key][1] + 1 if key in found else 1)
    return list(found.values())


def _weighted_problem(
    active: Sequence[Any], inactive: Sequence[Any]
) -> tuple[Callable[[Any], Any], Callable[[Any], Any], float, Any]:
    """The equation of the threshold, its slope alone, a guess of its root, and the rate at which it falls at least."""
    energy, off = balls.total(w * w for w in active), _counted(inactive)
    root = balls.ball(0.5).sqrt()
    terms = [(w * root, -w * w / 2, count, count * w, count * w * w) for w, count in off]

    def equation(t: Any) -> tuple[Any, Any, Any]:
        """Falling function of the threshold, its slope, and J, whose derivative is -2 times the first."""
        square, (tails, steep, densities) = t * t, (balls.ball(0) for _ in range(3))
        for scaled, exponent, count, once, twice in terms:
            tail = (t * scaled).erfc()
            tails, steep = tails + count * tail, steep + twice * tail
            densities = densities + once * (square * exponent).exp()
        densities = densities * (2 / circle_constant()).sqrt()
        energetic = energy + steep
        return densities - t * energetic, -energetic, len(active) + tails + t * (t * energetic - densities)

    def slope(t: Any) -> Any:
        return -energy - balls.total(twice * (t * scaled).erfc() for scaled, _, _, _, twice in terms)

    guess = _weighted_guess(float(energy.mid()), [(float(w.mid()), count) for w, count in off])
    return equation, slope, guess, energy.lower()


def ball_weighted_descent(active: Sequence[Any], inactive: Sequence[Any]) -> tuple[Any, Any]:
    """Threshold and inf J of a weighted l_1 norm, positive weights; roots found in floats, sharpened and verified."""
    with balls.precision(working_bits() + _GUARD // 2):
        equation, _, guess, rate = _weighted_problem(active, inactive)
        tau = newton_root(equation, guess)
        if tau is None:
            tau = balls.hull(0, 1e300)
        return tau, least_value(equation, guess, rate)


def ball_weighted_bound(active: Sequence[Any], inactive: Sequence[Any]) -> Any:
    """Inf J alone, which needs half of the threshold's digits."""
    bits = working_bits() + 2
    with balls.precision(working_bits() + _GUARD // 4):
        equation, slope, guess, rate = _weighted_problem(active, inactive)
        return least_value(equation, guess, rate, slope, bits)
