"""Ball versions of the intrinsic volumes of l_1 descent cones, by rigorous integrals on lines without oscillation.

Each integrand is entire, or has its pole beside the line, so that the line may be moved through the saddle; what is cut
off is bounded by the value on the axis, because a Laplace transform is largest there.
"""

from __future__ import annotations

import functools
import math
from fractions import Fraction
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ball_equicorrelated_orthant",
    "ball_erf_power_mean",
    "ball_l1_descent_dimension",
    "ball_l1_descent_intrinsic_volumes",
    "ball_l1_descent_volume",
]

#: Beyond this dimension the complex integrals would take minutes.
_LARGEST = 40
#: Bits beyond the working precision, for what powers and sums lose.
_GUARD = 24
#: What the worst of them, one spike among 40 coordinates, needs at twice the usual precision.
_EVALUATIONS = 60_000


def _end() -> Any:
    """Where a Gaussian integrand of unit width is cut off."""
    return balls.ball(2 * working_bits()).sqrt().mid()


def _error(scale: Any) -> Any:
    """Absolute error allowed to an integral of this order of magnitude; the guard is left to its integrand."""
    return (scale * balls.ball(2) ** (_GUARD // 2 - working_bits())).mid()


def ball_erf_power_mean(m: int, r: int) -> Any:
    """√(r/2π) times the integral up to T, and at most exp(-rT²/2)/(rT) beyond."""
    if m < 0 or r < 1:
        raise DomainError(f"m={m}, r={r} is outside {{0,1,...}} x {{1,2,...}} (erf_power_mean)")
    peak = math.sqrt(math.log1p(m / r))
    depth = 0.5 * r * peak * peak - (m * math.log(math.erf(peak / math.sqrt(2.0))) if m else 0.0)
    half, end = balls.ball(0.5).sqrt(), balls.ball(math.sqrt(2.0 * (0.7 * working_bits() + depth + 10.0) / r))
    error = _error(balls.ball(-depth).exp() / balls.ball(m + r).sqrt())

    def integrand(t: Any, _: bool) -> Any:
        return (t * half).erf() ** m * (-t * t * r / 2).exp()

    inside = integral(integrand, 0, end, error)
    beyond = balls.hull(0, ((-end * end * r / 2).exp() / (r * end)).upper())
    return (inside + beyond) * (balls.ball(r) / (2 * circle_constant())).sqrt()


def _saddle(slope: Any, low: float, high: float) -> Any:
    """Root of a rising function in floats: any point is allowed, a good one makes the integrand tame."""
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    return balls.ball(0.5 * (low + high))


def _scaled_slope(x: float) -> float:
    """Derivative of log erfcx(x)."""
    import scipy.special

    return float(2.0 * x - 2.0 / math.sqrt(math.pi) / scipy.special.erfcx(x))


def ball_equicorrelated_orthant(s: int, j: int) -> Any:
    """√((s+j)/s) E (w(ξ/√(2s))/2)^j over ξ = t + ic, |t| <= T; beyond, |w(z)| <= w(i Im z)."""
    if s < 1 or j < 0:
        raise DomainError(f"s={s}, j={j} is outside {{1,2,...}} x {{0,1,...}} (equicorrelated_orthant)")
    return _orthant(s, j, working_bits()) if j else balls.ball(1)


@functools.lru_cache(maxsize=4096)
def _orthant(s: int, j: int, _: int) -> Any:
    root = math.sqrt(2.0 * s)
    c = _saddle(lambda c: c + j / root * _scaled_slope(c / root), 0.0, math.sqrt(j) + j / math.sqrt(s) + 5.0)
    scale, end = 1 / balls.ball(2 * s).sqrt(), _end()

    def integrand(t: Any, _: bool) -> Any:
        unit = type(t)(0, 1)
        xi = t + unit * c
        z = xi * scale
        return (-xi * xi / 2 - j * z * z).exp() * ((-unit * z).erfc() / 2) ** j

    on_axis = (c * c / 2).exp() * (_scaled_erfc(c * scale) / 2) ** j
    inside = integral(integrand, 0, end, _error(on_axis), _EVALUATIONS) * 2 / (2 * circle_constant()).sqrt()
    beyond = (on_axis * (end * balls.ball(0.5).sqrt()).erfc()).upper()
    return (inside + balls.hull(-beyond, beyond)) * balls.ball(Fraction(s + j, s)).sqrt()


def _scaled_erfc(x: Any) -> Any:
    return (x * x).exp() * x.erfc()


def _full(n: int, s: int) -> Any:
    """v_d = P(√s g > Σ|g_i|) = (1/2πi) ∫ exp(sλ²/2) erfcx(λ/√2)^n dλ/λ over λ = c + iy, |y| <= Y; the same bound."""
    c = _saddle(lambda c: s * c + n / math.sqrt(2.0) * _scaled_slope(c / math.sqrt(2.0)) - 1.0 / c, 1e-9, 10.0 + n)
    half = balls.ball(0.5).sqrt()
    end = (_end() / balls.ball(s).sqrt()).mid()

    def integrand(y: Any, _: bool) -> Any:
        level = c + type(y)(0, 1) * y
        z = level * half
        return (level * level * s / 2 + n * z * z).exp() * z.erfc() ** n / level

    on_axis = (c * c * s / 2).exp() * _scaled_erfc(c * half) ** n
    width = (circle_constant() / (2 * s)).sqrt()
    beyond = (on_axis * width * (end * (balls.ball(s) / 2).sqrt()).erfc() / end).upper()
    inside = integral(integrand, 0, end, _error(on_axis / balls.ball(s).sqrt()), _EVALUATIONS)
    return (inside + balls.hull(-beyond, beyond)) / circle_constant()


@functools.lru_cache(maxsize=4096)
def _volume(d: int, s: int, k: int, bits: int) -> Any:
    n, j = d - s, k - s + 1
    with balls.precision(bits + _GUARD):
        if k == d:
            return balls.ball(0.5) if n == 0 else _full(n, s)
        if not 0 <= j <= n:
            return balls.ball(0)
        return comb(n, j) * 2**j * ball_erf_power_mean(n - j, s + j) * ball_equicorrelated_orthant(s, j)


def ball_l1_descent_volume(d: int, s: int, k: int) -> Any:
    """v_{s-1+j} = C(n,j) 2^j E_j ι_j, and v_d by an integral of its own."""
    if not (1 <= s <= d and 0 <= k <= d):
        raise DomainError(f"s={s}, k={k} is outside {{1,...,d}} x {{0,...,d}} with d={d} (l1_descent_volume)")
    return _volume(d, s, k, working_bits())


def ball_l1_descent_intrinsic_volumes(d: int, s: int) -> Any:
    """All volumes from 0 to d."""
    if not 1 <= s <= d:
        raise DomainError(f"s={s} is outside {{1,...,d}} with d={d} (l1_descent_intrinsic_volumes)")
    if d > _LARGEST:
        raise UnsupportedError(
            f"d={d} is above {_LARGEST}, up to which there are enclosures (l1_descent_intrinsic_volumes)"
        )
    return [ball_l1_descent_volume(d, s, k) for k in range(d + 1)]


def ball_l1_descent_dimension(d: int, s: int) -> Any:
    """Sum of k v_k."""
    if s == 0 and d >= 1:
        return balls.ball(0)
    return balls.total(k * v for k, v in enumerate(ball_l1_descent_intrinsic_volumes(d, s)))
