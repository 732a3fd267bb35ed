"""Ball versions of integrals of Lorenz curves: rigorous quadrature, with t = exp(v).

Exchanging the integrals, L(T) = ∫_0^T t (F(T) - F(t)) g(t) dt with g the density and F the distribution function. The
part below e^low that is cut off is at most e^low c e^low, c the largest value of the density.
"""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import integral, working_bits
from lqtheory.errors import DomainError

__all__ = ["ball_generalised_gaussian_lorenz_integral", "ball_uniform_lorenz_integral"]

#: Quadrature works with at most this many bits; its balls are correct at any precision, only wider than they could be.
BITS = 72


def ball_generalised_gaussian_lorenz_integral(T: Any, s: Any, a: Any) -> Any:
    """Density s exp(-(x/a)^s) / (a Γ(1/s)); a wide ball where an argument is a proper interval."""
    T, s, a = map(balls.ball, (T, s, a))
    if T < 0 or s <= 0 or a <= 0:
        raise DomainError(f"T={T}, s={s} or a={a} is out of range (ball of generalised_gaussian_lorenz_integral)")
    if T.is_zero():
        return balls.ball(0)
    if not all(v.rad() <= abs(v.mid()) * balls.ball(2) ** -60 for v in (T, s, a)):
        return balls.hull(0, T.upper())
    with balls.precision(min(working_bits(), BITS)):
        x, constant = T / a, s / (1 / s).gamma()
        whole = balls.power(x, s).gamma_lower(1 / s, regularized=1)
        low = (x.min(balls.ball(1)).log() - working_bits() / 2).mid()

        def body(v: Any, _: bool) -> Any:
            power = (s * v).exp()
            below = v.exp() / (1 + 1 / s).gamma() * (-power).hypgeom_1f1(1 / s, 1 + 1 / s)  # entire in v
            return constant * (2 * v - power).exp() * (whole - below)

        inside = integral(body, low, x.log())
        return a * (inside + balls.hull(0, constant * (2 * low).exp()))


def ball_uniform_lorenz_integral(T: Any, a: Any) -> Any:
    """The exchanged integral, ∫_0^T t (T - t)/a² dt = T³/(2a²) - T³/(3a²)."""
    T, a = balls.ball(T), balls.ball(a)
    if T < 0 or a <= 0:
        raise DomainError(f"T={T} or a={a} is out of range (ball of uniform_lorenz_integral)")
    cube = T.min(a) ** 3 / a**2
    return cube / 2 - cube / 3
