"""Ball versions of the intrinsic volumes of l_1 descent cones, by rigorous integrals on lines without oscillation.

Each integrand is entire, or has its pole beside the line, so that the line may be moved through the saddle, and summed
by the trapezoid rule; what is cut off, and the error of the rule, is bounded by the values on the axis, because a
Laplace transform is largest there.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.balls.special import complex_ball
from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ball_equicorrelated_orthant",
    "ball_erf_power_mean",
    "ball_l1_descent_dimension",
    "ball_l1_descent_intrinsic_volumes",
    "ball_l1_descent_volume",
    "check_enclosed",
]

#: Beyond this dimension the integrals, of some milliseconds for each volume at 128 bits, would take many seconds.
_LARGEST = 400
#: The same for a single volume: coordinates off the support.
_MOST_ZEROS = 400
#: Bits beyond the working precision, for what powers and sums lose.
_GUARD = 24


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


def _log_scaled(x: float) -> float:
    """Logarithm of erfcx(x) in floats."""
    import scipy.special

    return x * x + math.log(math.erfc(x)) if x < 2.0 else math.log(float(scipy.special.erfcx(x)))


def _scaled_slope(x: float) -> float:
    """Derivative of log erfcx(x)."""
    return 2.0 * x - 2.0 / math.sqrt(math.pi) * math.exp(-_log_scaled(x))


def _scaled_erfc(x: Any) -> Any:
    return (x * x).exp() * x.erfc()


def _line_sum(
    value: Callable[[Any], Any], bound: Callable[[Any], Any], log_bound: Callable[[float], float], c: float, far: float
) -> Any:
    """The integral of a function over the line Im = c, or Re = c, by the trapezoid rule.

    ``bound`` holds its absolute integral over each line up to the distance ``far``, and it is log-convex there, so that
    the rule is off by at most 2 max(bound)/(e^{2πd/h} - 1) for the two lines at a distance d (Trefethen and Weideman
    2014, Theorem 5.1). The function is conjugate under reflection of the line, and falls like the Gaussian of unit
    width, so that its sum beyond a node is at most erfc of that times the bound.
    """
    goal, end = working_bits() * math.log(2.0), float(_end())
    middle = log_bound(c)
    widths = [far * i / 40.0 for i in range(1, 40)]
    growth = {d: max(log_bound(c - d), log_bound(c + d)) - middle for d in widths}
    step, width = max((2.0 * math.pi * d / (goal + growth[d]), d) for d in widths)
    h, count = balls.ball(step), math.ceil(end / step)
    total = value(balls.ball(0)).real / 2
    for i in range(1, count + 1):
        total = total + value(i * h).real
    edges = [bound(balls.ball(x)).abs_upper() for x in (c - width, c, c + width)]
    off = 2 * edges[0].max(edges[2]) / ((2 * circle_constant() * balls.ball(width) / h).exp() - 1)
    beyond = edges[1] * (count * h * balls.ball(0.5).sqrt()).erfc()
    return 2 * h * total + balls.hull(-1, 1) * (off + beyond).upper()


def ball_equicorrelated_orthant(s: int, j: int) -> Any:
    """√((s+j)/s) E (w(ξ/√(2s))/2)^j over ξ = t + ic, |t| <= T; beyond, |w(z)| <= w(i Im z)."""
    if s < 1 or j < 0:
        raise DomainError(f"s={s}, j={j} is outside {{1,2,...}} x {{0,1,...}} (equicorrelated_orthant)")
    return _orthant(s, j, working_bits()) if j else balls.ball(1)


@functools.lru_cache(maxsize=4096)
def _orthant(s: int, j: int, _: int) -> Any:
    root = math.sqrt(2.0 * s)
    c = float(_saddle(lambda c: c + j / root * _scaled_slope(c / root), 0.0, math.sqrt(j) + j / math.sqrt(s) + 5.0))
    scale, half = 1 / balls.ball(2 * s).sqrt(), balls.ball(0.5)

    def value(t: Any) -> Any:
        xi = complex_ball(t, c)
        z = xi * scale
        return (-xi * xi / 2 - j * z * z).exp() * ((complex_ball(0, -1) * z).erfc() / 2) ** j

    def bound(y: Any) -> Any:
        return (2 * circle_constant()).sqrt() * (y * y / 2).exp() * (_scaled_erfc(y * scale) * half) ** j

    def log_bound(y: float) -> float:
        return 0.5 * y * y + j * (_log_scaled(y / root) - math.log(2.0))

    inside = _line_sum(value, bound, log_bound, c, 12.0) / (2 * circle_constant()).sqrt()
    return inside * balls.ball(Fraction(s + j, s)).sqrt()


def _full(n: int, s: int) -> Any:
    """v_d = P(√s g > Σ|g_i|) = (1/2πi) ∫ exp(sλ²/2) erfcx(λ/√2)^n dλ/λ over λ = c + it/√s."""
    c = float(
        _saddle(lambda c: s * c + n / math.sqrt(2.0) * _scaled_slope(c / math.sqrt(2.0)) - 1.0 / c, 1e-9, 10.0 + n)
    ) * math.sqrt(s)
    half, root = balls.ball(0.5).sqrt(), balls.ball(s).sqrt()

    def value(t: Any) -> Any:
        level = complex_ball(c, t) / root
        z = level * half
        return (level * level * s / 2 + n * z * z).exp() * z.erfc() ** n / (level * root)

    def bound(x: Any) -> Any:
        return (2 * circle_constant()).sqrt() * (x * x / 2).exp() * _scaled_erfc(x / root * half) ** n / x

    def log_bound(x: float) -> float:
        return 0.5 * x * x + n * _log_scaled(x / math.sqrt(2.0 * s)) - math.log(x)

    return _line_sum(value, bound, log_bound, c, c) / (2 * circle_constant())


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
    if d - s > _MOST_ZEROS:
        raise UnsupportedError(f"d - s = {d - s} is above {_MOST_ZEROS}, up to which there are enclosures")
    return _volume(d, s, k, working_bits())


def check_enclosed(d: int, s: int, where: str) -> None:
    """Refuse dimensions without enclosures, and sparsities out of range."""
    if not 1 <= s <= d:
        raise DomainError(f"s={s} is outside {{1,...,d}} with d={d} ({where})")
    if d > _LARGEST:
        raise UnsupportedError(f"d={d} is above {_LARGEST}, up to which there are enclosures ({where})")


def ball_l1_descent_intrinsic_volumes(d: int, s: int) -> Any:
    """All volumes from 0 to d."""
    check_enclosed(d, s, "l1_descent_intrinsic_volumes")
    return [ball_l1_descent_volume(d, s, k) for k in range(d + 1)]


def ball_l1_descent_dimension(d: int, s: int) -> Any:
    """Sum of k v_k."""
    if s == 0 and d >= 1:
        return balls.ball(0)
    return balls.total(k * v for k, v in enumerate(ball_l1_descent_intrinsic_volumes(d, s)))
