"""Ball versions of the intrinsic volumes of l_1 descent cones, by rigorous integrals, up to a few dozen dimensions."""

from __future__ import annotations

import functools
from fractions import Fraction
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError, UnsupportedError

__all__ = ["ball_l1_descent_dimension", "ball_l1_descent_intrinsic_volumes"]

#: Beyond this dimension the plain integrals lose too many digits by oscillation.
_LARGEST = 40


def _flat(n: int, s: int, j: int) -> Any:
    """E_j: the integral up to T, and at most exp(-aT²/2)/(aT) beyond, a = s + j."""
    a, half = s + j, balls.ball(0.5).sqrt()
    end = balls.ball(2 * working_bits()).sqrt().mid()
    inside = integral(lambda t, _: (t * half).erf() ** (n - j) * (-t * t * a / 2).exp(), 0, end)
    beyond = balls.hull(0, ((-end * end * a / 2).exp() / (a * end)).upper())
    return (inside + beyond) * (a / (2 * circle_constant())).sqrt()


def _orthant(s: int, j: int) -> Any:
    """ι_j: the integral over |ξ| <= T, and at most 2^(1-j) Q(T) beyond, because |w| <= 1 on the real line."""
    if j == 0:
        return balls.ball(1)
    scale = 1 / balls.ball(2 * s).sqrt()
    end = balls.ball(2 * working_bits()).sqrt().mid()

    def integrand(xi: Any, _: bool) -> Any:
        z = xi * scale
        return (-xi * xi / 2 - j * z * z).exp() * (_rotated(z).erfc() / 2) ** j

    inside = integral(integrand, 0, end) * 2 / (2 * circle_constant()).sqrt()
    beyond = (end * balls.ball(0.5).sqrt()).erfc().upper() * balls.ball(Fraction(1, 2**j))
    return (inside + balls.hull(-beyond, beyond)) * balls.ball(Fraction(s + j, s)).sqrt()


def _rotated(z: Any) -> Any:
    """-iz, for w(z) = exp(-z²) erfc(-iz)."""
    return z * -type(z)(0, 1)


@functools.lru_cache(maxsize=256)
def _volumes(d: int, s: int, bits: int) -> tuple[Any, ...]:
    n = d - s
    found = [balls.ball(0)] * (d + 1)
    with balls.precision(bits + 2 * d):
        for j in range(n + 1):
            found[s - 1 + j] = comb(n, j) * 2**j * _flat(n, s, j) * _orthant(s, j)
        found[d] = 1 - balls.total(found)
    return tuple(found)


def ball_l1_descent_intrinsic_volumes(d: int, s: int) -> Any:
    """v_{s-1+j} = C(n,j) 2^j E_j ι_j, and what is left of 1 at d."""
    if not 1 <= s <= d:
        raise DomainError(f"s={s} is outside {{1,...,d}} with d={d} (l1_descent_intrinsic_volumes)")
    if d > _LARGEST:
        raise UnsupportedError(
            f"d={d} is above {_LARGEST}, up to which there are enclosures (l1_descent_intrinsic_volumes)"
        )
    return list(_volumes(d, s, working_bits()))


def ball_l1_descent_dimension(d: int, s: int) -> Any:
    """Sum of k v_k."""
    if s == 0 and d >= 1:
        return balls.ball(0)
    return balls.total(k * v for k, v in enumerate(ball_l1_descent_intrinsic_volumes(d, s)))
