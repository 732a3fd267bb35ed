"""Ball versions for circular cones: integrals over the angle to the axis, rigorously, independent of all closed forms.

Caps, energies, widths and tails increase with the angle of the cone, so an interval of angles is enclosed by its ends:
caps, tails and the energy of order 1 by the theorem ``circular_dimension_rises``, the others because the length
cos(max(0, β-α)) under the integral does.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = [
    "ball_cap_share",
    "ball_circular_energy",
    "ball_circular_tail",
    "ball_circular_volume",
    "ball_circular_width",
    "ball_tube_share",
]


def _checked(d: int, alpha: Any, where: str, turns: int = 1) -> Any:
    alpha = balls.ball(alpha)
    if d < 2:
        raise DomainError(f"d={d} is outside {{2,3,...}} ({where}); use d >= 2")
    if alpha < 0 or alpha > turns * circle_constant() / 2:
        raise DomainError(f"alpha={alpha} is outside [0, {'pi' if turns == 2 else 'pi/2'}] ({where})")
    return alpha


def _by_ends(value: Callable[[Any], Any], alpha: Any) -> Any:
    """An increasing function at an interval of angles; at once where the interval is only rounding."""
    if alpha.rad() <= abs(alpha.mid()) * balls.ball(2) ** (16 - working_bits()):
        return value(alpha)
    return value(alpha.lower().max(balls.ball(0))).union(value(alpha.upper()))


def _integral(integrand: Callable[[Any], Any], end: Any) -> Any:
    """Over [0, end], to the absolute accuracy of the working precision; all densities here are at most of order d."""
    return integral(lambda t, _: integrand(t), 0, end, balls.ball(2) ** -(working_bits() + 8))


def _density(d: int) -> Any:
    """Γ(d/2)/(√π Γ((d-1)/2)): the reciprocal of the integral of sin^{d-2} over [0, π]."""
    half = balls.ball(Fraction(1, 2))
    return (d * half).gamma() * ((d - 1) * half).rgamma() / circle_constant().sqrt()


def ball_cap_share(d: int, alpha: Any) -> Any:
    """The integral of the density over [0, α]."""
    alpha = _checked(d, alpha, "cap_share", turns=2)
    return _by_ends(lambda angle: _density(d) * _integral(lambda b: b.sin() ** (d - 2), angle), alpha)


def ball_tube_share(d: int, k: int, phi: Any) -> Any:
    """2 Γ(d/2)/(Γ(k/2) Γ((d-k)/2)) times the integral of sin^{d-k-1} cos^{k-1} over [0, φ]."""
    phi = _checked(d, phi, "tube_share")
    if not 1 <= k <= d:
        raise DomainError(f"k={k} is outside {{1,...,d}} with d={d} (tube_share)")
    if k == d:
        return balls.ball(1)
    half = balls.ball(Fraction(1, 2))
    with balls.precision(working_bits() + 2 * d):  # the integral may be as small as 2^-d
        constant = 2 * (d * half).gamma() * (k * half).rgamma() * ((d - k) * half).rgamma()
        return _by_ends(
            lambda end: constant * _integral(lambda t: t.sin() ** (d - k - 1) * t.cos() ** (k - 1), end), phi
        )


def _beyond(d: int, power: int, alpha: Any, end: Any) -> Any:
    """The integral of cos^power(γ) times the density at α + γ over [0, end]."""
    return _density(d) * _integral(lambda g: g.cos() ** power * (g + alpha).sin() ** (d - 2), end)


def ball_circular_energy(d: int, r: int, alpha: Any) -> Any:
    """D (d+2) ... (d+2r-2) times the mean of max(0, cos(β-α))^{2r}, which is 1 for β <= α."""
    alpha = _checked(d, alpha, "circular_energy")
    if r < 1:
        raise DomainError(f"r={r} is outside {{1,2,...}} (circular_energy); use r >= 1")
    size = balls.ball(1)
    for i in range(r):
        size = size * (d + 2 * i)
    quarter = circle_constant() / 2
    return _by_ends(lambda a: size * (ball_cap_share(d, a) + _beyond(d, 2 * r, a, quarter)), alpha)


def ball_circular_width(d: int, alpha: Any) -> Any:
    """λ_d times the mean of cos(max(0, β-α))."""
    alpha = _checked(d, alpha, "circular_width")
    whole = circle_constant()
    return _by_ends(lambda a: ball_chi_mean(d) * (ball_cap_share(d, a) + _beyond(d, 1, a, whole - a)), alpha)


def ball_circular_tail(d: int, alpha: Any) -> Any:
    """D times the integral of the density times sin²(α-β) over [0, α], scaled to [0, 1]."""
    alpha = _checked(d, alpha, "circular_tail")

    def value(a: Any) -> Any:
        inner = _integral(lambda u: (u * a).sin() ** (d - 2) * ((1 - u) * a).sin() ** 2, balls.ball(1))
        return d * _density(d) * a * inner

    return _by_ends(value, alpha)


def ball_circular_volume(d: int, k: int, alpha: Any) -> Any:
    """½ Γ(d/2)/(Γ((k+1)/2) Γ((d-k+1)/2)) sin^{k-1}α cos^{d-k-1}α, and the shares of caps at the ends."""
    alpha = _checked(d, alpha, "circular_volume")
    if not 0 <= k <= d:
        raise DomainError(f"k={k} is outside {{0,...,d}} with d={d} (circular_volume)")
    if k == d:
        return ball_cap_share(d, alpha)
    if k == 0:
        return ball_cap_share(d, (circle_constant() / 2 - alpha).max(balls.ball(0)))
    half = balls.ball(Fraction(1, 2))
    choose = (d * half).gamma() * ((k + 1) * half).rgamma() * ((d - k + 1) * half).rgamma()
    return choose / 2 * alpha.sin() ** (k - 1) * alpha.cos().max(balls.ball(0)) ** (d - k - 1)
