"""Ball versions for descent cones of weighted, block and nuclear norms: thresholds, bounds, and gaps.

Thresholds are roots found in floats, sharpened, and verified by Newton's operator; bounds need half of their digits,
because they are least values. The nuclear norm is taken in the limit of large matrices; at 128 bits it takes 0.1 to
0.2 ms, for its moments are elliptic integrals.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, least_value, newton_root, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference import descent_norms
from lqtheory.quantities.reference.descent_nuclear import excess_chance, excess_moments
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = [
    "ball_group_descent_bound",
    "ball_group_descent_gap_bound",
    "ball_group_descent_threshold",
    "ball_nuclear_descent_share",
    "ball_nuclear_descent_threshold",
    "ball_weighted_descent_dimension",
    "ball_weighted_descent_gap_bound",
    "ball_weighted_descent_threshold",
]


def _weights(active: Sequence[Any], inactive: Sequence[Any], where: str) -> tuple[list[Any], list[Any]]:
    """Weights on the support, and those off it that are not exactly zero."""
    if not active or not all(w > 0 for w in active) or not all(w >= 0 for w in inactive):
        raise DomainError(f"take active > 0 and inactive >= 0 ({where})")
    return list(active), [w for w in inactive if not w == 0]


def ball_weighted_descent_threshold(active: Sequence[Any], inactive: Sequence[Any]) -> Any:
    """The root; 0 without weights off the support."""
    on, off = _weights(active, inactive, "weighted_descent_threshold")
    return descent_norms.ball_weighted_descent(on, off)[0] if off else balls.ball(0)


def ball_weighted_descent_dimension(active: Sequence[Any], inactive: Sequence[Any]) -> Any:
    """|S| + Σ 2Q(τ w), and one for each weight zero."""
    on, off = _weights(active, inactive, "weighted_descent_dimension")
    free = len(inactive) - len(off)
    return free + (descent_norms.ball_weighted_bound(on, off) if off else balls.ball(len(on)))


def ball_weighted_descent_gap_bound(active: Sequence[Any], inactive: Sequence[Any]) -> Any:
    """1 + Σ w² Var((|g| - τw)_+)/Σ_S w², from the moments."""
    on, off = _weights(active, inactive, "weighted_descent_gap_bound")
    if not off:
        return balls.ball(1)
    tau, terms = descent_norms.ball_weighted_descent(on, off)[0], []
    for w in off:
        t = tau * w
        density = (-t * t / 2).exp() / (2 * circle_constant()).sqrt()
        tail = (t * balls.ball(0.5).sqrt()).erfc() / 2
        mean, second = 2 * (density - t * tail), 2 * ((1 + t * t) * tail - t * density)
        terms.append(w * w * (second - mean * mean))
    return 1 + balls.total(terms) / balls.total(w * w for w in on)


def _checked(rho: Any, b: int, where: str) -> Any:
    rho = balls.ball(rho)
    if rho < 0 or rho > 1 or b < 1:
        raise DomainError(f"rho={rho}, b={b} is outside [0, 1] x {{1,2,...}} ({where})")
    return rho


def ball_group_descent_threshold(rho: Any, b: int) -> Any:
    """The root, which falls with ρ, from infinity to 0."""
    rho = _checked(rho, b, "group_descent_threshold")

    def at(point: Any) -> Any:
        if point <= 0 or point >= 1:
            return balls.infinity() if point <= 0 else balls.ball(0)
        return descent_norms.ball_group_descent_threshold(point, b)

    if rho.is_exact() or (0 < rho < 1 and rho.rad() < balls.ball(2) ** (-working_bits() // 2)):
        return at(rho)
    if not rho > 0:
        return balls.infinity() - balls.infinity()
    return at(rho.lower()).union(at(rho.upper()))


def ball_group_descent_bound(rho: Any, b: int) -> Any:
    """Definition."""
    rho = _checked(rho, b, "group_descent_bound")
    return 1 - ball_chi_mean(b) ** 2 / b * (1 - rho) ** 2


def ball_group_descent_gap_bound(rho: Any, b: int) -> Any:
    """1 + (1-ρ)/ρ Var, where E(‖g‖-τ)_+ = ρτ/(1-ρ) and E(‖g‖-τ)_+² is what the curve leaves over ρ(b + τ²)."""
    rho = _checked(rho, b, "group_descent_gap_bound")
    if rho.is_zero() or not rho > 0:
        if rho.is_zero():
            raise DomainError("rho=0 is outside (0, 1] (group_descent_gap_bound); the cone there is {0}")
        return balls.infinity() - balls.infinity()
    if rho >= 1:
        return balls.ball(1)
    tau, share = ball_group_descent_threshold(rho, b), descent_norms.ball_group_descent_share(rho, b)
    odds = rho / (1 - rho)
    second = (share * b - rho * (b + tau * tau)) / (1 - rho)
    return 1 + (second - (odds * tau) ** 2) / odds


#: Bits beyond which enclosures get no tighter, whatever the working precision: at an equality none would decide.
_MOST_BITS = 320


class _Law:
    """The limit law of singular values for balls of ρ and ν."""

    def __init__(self, rho: Any, nu: Any) -> None:
        self.rho, self.nu = rho, nu
        with balls.precision(working_bits() + 40):
            ratio = balls.ball(1) if nu == 1 else nu * (1 - rho) / (1 - rho * nu)
            self.ratio = ratio.max(balls.ball(0)).min(balls.ball(1))

    @property
    def wide(self) -> bool:
        return float(self.rho.rad() + self.nu.rad()) > 1e-9

    @property
    def most(self) -> Any:
        """Above every threshold: the upper edge of the law."""
        return (1 + self.ratio.sqrt()).upper()

    def equation(self, t: Any) -> tuple[Any, Any, Any]:
        """F = (1-ρ) E(u-t)_+ - ρt, f' <= -ρ, and ρ(1+t²) + (1-ρ) E(u-t)_+², whose derivative is -2f."""
        chance, mean, square = excess_moments(t, self.ratio)
        rest = 1 - self.rho
        return rest * mean - self.rho * t, -rest * chance - self.rho, self.rho * (1 + t * t) + rest * square

    def slope(self, t: Any) -> Any:
        """The derivative f' alone."""
        return -(1 - self.rho) * excess_chance(t, self.ratio) - self.rho

    def least(self, bits: int) -> Any:
        """Least value of ρ(1+t²) + (1-ρ) E(u-t)_+²."""
        return least_value(self.equation, self.guess(), self.rho.lower(), self.slope, bits)

    def guess(self) -> float:
        """The threshold in floats: Newton's method from below, where the equation is convex and falls."""
        rho, y, t = float(self.rho.mid()), float(self.ratio.mid()), 0.0
        for _ in range(100):
            chance, mean = _moments_in_floats(t, y)
            step = ((1 - rho) * mean - rho * t) / ((1 - rho) * chance + rho)
            t += step
            if step <= 1e-14 * t:
                break
        return t

    def threshold(self) -> Any:
        """The root, found in floats and sharpened; the whole law where the steps lead nowhere."""
        found = newton_root(self.equation, self.guess())
        if found is None or not found.is_finite():
            return balls.hull(0, self.most)
        return found


def _moments_in_floats(t: float, y: float) -> tuple[float, float]:
    """P(u > t) and E (u-t)_+, by the same formulas, for a first guess."""
    import scipy.special

    root = math.sqrt(y)
    a = 1.0 + root
    square = min(1.0, max((a * a - t * t) / (4.0 * root), 0.0))
    rest = 1.0 - square
    sine, cosine = math.sqrt(square), math.sqrt(rest)
    angle, product = 2.0 * math.atan2(sine, cosine), sine * cosine
    if y >= 1.0:
        first, second = 2.0 * sine * square / 3.0, (angle - 2.0 * product) / 4.0
    else:
        m, delta = 4.0 * root / (a * a), rest + square * ((1.0 - root) / a) ** 2
        f = sine * float(scipy.special.elliprf(rest, delta, 1.0))
        d = sine * square * float(scipy.special.elliprd(rest, delta, 1.0)) / 3.0
        first = 4.0 / a * (f - (2.0 - m) * d - product * math.sqrt(delta)) / (3.0 * m)
        turned = math.atan2((1.0 - root) * sine, (1.0 + root) * cosine)
        second = ((1.0 + y) * angle / (4.0 * y) - product / root - (1.0 - y) * turned / (2.0 * y)) / 2.0
    return 4.0 / math.pi * max(second, 0.0), 4.0 / math.pi * max(first - t * second, 0.0)


def _law(rho: Any, nu: Any, where: str) -> _Law:
    rho, nu = balls.ball(rho), balls.ball(nu)
    if rho <= 0 or rho >= 1 or nu <= 0 or nu > 1:
        raise DomainError(f"rho={rho}, nu={nu} is outside (0, 1) x (0, 1] ({where})")
    return _Law(rho, nu)


def ball_nuclear_descent_threshold(rho: Any, nu: Any) -> Any:
    """The root, which lies below the largest singular value; balls wider than 1e-9 are not looked into."""
    law = _law(rho, nu, "nuclear_descent_threshold")
    if law.wide:
        return balls.hull(0, law.most)
    with balls.precision(min(working_bits(), _MOST_BITS)):
        return law.threshold()


def ball_nuclear_descent_share(rho: Any, nu: Any) -> Any:
    """ρν + (1-ρν) times the least ρ(1+t²) + (1-ρ) E(u-t)_+²; in [0, 1]."""
    law = _law(rho, nu, "nuclear_descent_share")
    if law.wide:
        return balls.hull(0, 1)
    bits = min(working_bits(), _MOST_BITS)
    with balls.precision(bits + 10):
        both = law.rho * law.nu + (1 - law.rho * law.nu) * law.least(bits + 2)
    return both.max(balls.ball(0)).min(balls.ball(1)) if both.is_finite() else balls.hull(0, 1)
