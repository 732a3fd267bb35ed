"""Ball versions for descent cones of weighted, block and nuclear norms: thresholds, bounds, and gaps.

The nuclear norm in the limit of large matrices: with u² = (1-√y)² + 4√y sin²(θ/2) the limit law of singular values is
2 sin²θ/(π u²) dθ on (0, π), and the threshold is the root of (1-ρ) E(u-τ)_+ = ρτ, whose left side falls.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, monotone_root, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.reference import descent_norms
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
    return free + (descent_norms.ball_weighted_descent(on, off)[1] if off else balls.ball(len(on)))


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


#: Evaluations of an integrand before its enclosure is left as wide as it is.
_EVALUATIONS = 1_000
#: Bits beyond which enclosures get no tighter, whatever the working precision: at an equality none would decide.
_MOST_BITS = 320


class _Law:
    """The limit law of singular values for balls of ρ and ν."""

    def __init__(self, rho: Any, nu: Any) -> None:
        self.rho, self.nu = rho, nu
        self.ratio = balls.ball(1) if nu == 1 else nu * (1 - rho) / (1 - rho * nu)
        self.root = self.ratio.max(balls.ball(0)).sqrt()
        self.edge = 1 - self.root

    @property
    def wide(self) -> bool:
        return float(self.rho.rad() + self.nu.rad()) > 1e-9

    def beyond(self, tau: Any, term: Callable[[Any, Any], Any]) -> Any:
        """The mean of ``term(u, τ)`` over u > τ, or not a number where the balls leave the lower end open."""
        if tau > self.edge:
            cosine = (1 + self.ratio - tau * tau) / (2 * self.root)
            start = cosine.max(balls.ball(-1)).min(balls.ball(1)).acos()  # beyond the law the mean is 0
        elif tau <= self.edge:
            start = balls.ball(0)
        else:
            start = balls.infinity() - balls.infinity()
        if not start.is_finite():
            return start

        def integrand(theta: Any, analytic: bool) -> Any:
            if self.edge.is_zero():  # square matrices: u = 2 sin(θ/2), without the branch point of a root
                return term(2 * (theta / 2).sin(), tau) * (theta / 2).cos() ** 2
            square = self.edge * self.edge + 4 * self.root * (theta / 2).sin() ** 2
            u = square.sqrt(analytic=analytic)
            return term(u, tau) * theta.sin() ** 2 / square

        goal = (balls.ball(2) ** -working_bits() + self.rho.rad() + self.nu.rad()).upper()
        return 2 / circle_constant() * integral(integrand, start, circle_constant(), goal, _EVALUATIONS)

    def value(self, tau: Any) -> Any:
        """What the threshold is the root of."""
        return (1 - self.rho) * self.beyond(tau, lambda u, t: u - t) - self.rho * tau

    def threshold(self) -> Any:
        """A root found in floats, sharpened with the slope in few digits, verified by signs."""
        from lqtheory.quantities.descent_nuclear import nuclear_descent_threshold

        bits, exact = working_bits(), max(float(self.rho.rad()), float(self.nu.rad())) < 1e-12
        if exact and 1e-12 < float(self.rho) < 1 - 1e-12:
            t = balls.ball(nuclear_descent_threshold(float(self.rho.mid()), min(float(self.nu.mid()), 1.0)))
            slope, digits = balls.ball(1), 0
            for _ in range(math.ceil(math.log2(bits / 40)) + 1):
                digits = min(max(80, 2 * digits), bits)  # each step doubles what is right, so most of them are cheap
                with balls.precision(digits):
                    slope = ((1 - self.rho) * self.beyond(t, lambda u, t: 1) + self.rho).mid()
                    t = (t + self.value(t) / slope).mid()
            spread = (t + 1) * balls.ball(2) ** (6 - bits) + 16 * (self.rho.rad() + self.nu.rad())
            low, high = (t - spread).mid(), (t + spread).mid()
            if self.value(low) > 0 and self.value(high) < 0:
                return low.union(high)
        return monotone_root(self.value, 0, (1 + self.root).upper())


def _law(rho: Any, nu: Any, where: str) -> _Law:
    rho, nu = balls.ball(rho), balls.ball(nu)
    if rho <= 0 or rho >= 1 or nu <= 0 or nu > 1:
        raise DomainError(f"rho={rho}, nu={nu} is outside (0, 1) x (0, 1] ({where})")
    return _Law(rho, nu)


def ball_nuclear_descent_threshold(rho: Any, nu: Any) -> Any:
    """The root, which lies below the largest singular value; balls wider than 1e-9 are not looked into."""
    law = _law(rho, nu, "nuclear_descent_threshold")
    if law.wide:
        return balls.hull(0, (1 + law.root.min(balls.ball(1))).upper())
    with balls.precision(min(working_bits(), _MOST_BITS)):
        return law.threshold()


def ball_nuclear_descent_share(rho: Any, nu: Any) -> Any:
    """ρν + (1-ρν)(ρ + (1-ρ) E u(u-τ)_+), which falls with τ; in [0, 1]."""
    law = _law(rho, nu, "nuclear_descent_share")
    if law.wide:
        return balls.hull(0, 1)
    with balls.precision(min(working_bits(), _MOST_BITS)):
        tau, found = law.threshold(), []
        for end in (tau.lower(), tau.upper()):
            rest = law.beyond(end, lambda u, t: u * (u - t))
            found.append(law.rho * law.nu + (1 - law.rho * law.nu) * (law.rho + (1 - law.rho) * rest))
        both = found[0].union(found[1])
    return both.max(balls.ball(0)).min(balls.ball(1)) if both.is_finite() else balls.hull(0, 1)
