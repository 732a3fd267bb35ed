"""Ball versions of the l_1 descent curve: a root found in floats, sharpened in balls, and then verified by signs.

With c = 2 for both signs and c = 1 for nonnegative vectors, τ is the root of the falling function
c (1-ρ)(φ - τQ) - ρτ, and ψ = ρ + c (1-ρ) Q(τ) = cφ/(τ + c(φ - τQ)), which falls with τ. Both sides of the root are
checked for the whole ball of ρ; a wide ball is enclosed by its ends, because ψ rises and τ falls with ρ.
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, working_bits
from lqtheory.errors import DomainError

__all__ = [
    "ball_l1_descent_gap_bound",
    "ball_l1_descent_share",
    "ball_l1_descent_threshold",
    "ball_nonnegative_descent_share",
    "ball_nonnegative_descent_threshold",
]

#: Bits added to the working precision: what φ - τQ loses for thresholds up to a thousand, and a little more.
_GUARD = 40


def _tails(t: Any) -> tuple[Any, Any, Any]:
    """φ, Q and φ - tQ."""
    half = balls.ball(0.5)
    density = (-t * t / 2).exp() / (2 * circle_constant()).sqrt()
    tail = (t * half.sqrt()).erfc() / 2
    return density, tail, density - t * tail


def _log_slope(t: float) -> float:
    """Logarithm of m = 1 - tR, from a continued fraction beyond 2."""
    if t < 2.0:
        tail = math.erfc(t / math.sqrt(2.0)) / 2.0
        return math.log1p(-t * tail * math.sqrt(2.0 * math.pi) * math.exp(t * t / 2.0))
    fraction = t
    for i in range(40, 2, -1):
        fraction = t + i / fraction
    rest = 2.0 / fraction  # m = R K with R = 1/(t + K), K = 1/(t + rest)
    upper = 1.0 / (t + rest)
    return math.log(upper / (t + upper))


def _start(level: float) -> float:
    """Root of log(2(φ - tQ)/t) = level in floats: the function is concave and falls in log t."""
    constant = math.log(2.0) - 0.5 * math.log(2.0 * math.pi)
    x = min(constant - level, 0.5 * math.log(2.0 * max(-level, 1.0)))
    for _ in range(60):
        t = math.exp(x)
        slope = _log_slope(t)
        step = (constant - 0.5 * t * t + slope - x - level) * math.exp(slope)
        x += max(-1.0, min(1.0, step))
        if abs(step) < 1e-14:
            break
    return math.exp(x)


def _bracket(rho: Any, c: int) -> tuple[Any, Any]:
    """Two thresholds between which the root lies for every fraction in the ball."""
    odds = rho / (1 - rho)
    t = balls.ball(_start(float((2 * odds.mid() / c).log())))
    for _ in range(max(1, math.ceil(math.log2(working_bits() / 40)))):
        density, _, gap = _tails(t)
        ratio = (c * gap / (odds.mid() * t)).log()
        t = (t * (ratio * gap / density).exp()).mid()
    spread = balls.ball(2) ** (_GUARD // 2 - working_bits()) + 4 * (odds.rad() / odds.mid()).upper()
    while True:
        low, high = (t * (1 - spread)).mid(), (t * (1 + spread)).mid()
        if c * _tails(low)[2] > odds * low and c * _tails(high)[2] < odds * high:
            return low, high
        if spread > 0.25:
            return balls.ball(0), balls.infinity()
        spread = spread * 4


def _narrow(rho: Any) -> bool:
    return bool(rho > 0 and rho < 1 and rho.rad() < balls.ball(2) ** (-working_bits() // 2) * rho.mid().min(1 - rho))


def _checked(rho: Any, where: str) -> Any:
    rho = balls.ball(rho)
    if rho < 0 or rho > 1:
        raise DomainError(f"rho={rho} is outside [0, 1] ({where}); use a fraction s/d")
    return rho


def _share_at(rho: Any, c: int) -> Any:
    """ψ of a ball narrow enough, or of one of the ends of a wide one."""
    if rho <= 0 or rho >= 1:
        return balls.ball(0) if rho <= 0 else balls.ball(1)
    with balls.precision(working_bits() + _GUARD):
        ends = []
        for t in _bracket(rho, c):
            if not t.is_finite() or t.is_zero():
                return balls.hull(0, 1)
            density, _, gap = _tails(t)
            ends.append(c * density / (t + c * gap))
        return ends[0].union(ends[1])


def _threshold_at(rho: Any, c: int) -> Any:
    if rho <= 0 or rho >= 1:
        return balls.infinity() if rho <= 0 else balls.ball(0)
    with balls.precision(working_bits() + _GUARD):
        low, high = _bracket(rho, c)
        return low.union(high) if high.is_finite() else balls.hull(0, balls.infinity())


def _over(rho: Any, c: int, at: Any) -> Any:
    if _narrow(rho) or rho.is_exact():
        return at(rho, c)
    return at(rho.lower(), c).union(at(rho.upper(), c))


def ball_l1_descent_share(rho: Any) -> Any:
    """ψ."""
    return _over(_checked(rho, "l1_descent_share"), 2, _share_at)


def ball_nonnegative_descent_share(rho: Any) -> Any:
    """ψ_+."""
    return _over(_checked(rho, "nonnegative_descent_share"), 1, _share_at)


def ball_l1_descent_threshold(rho: Any) -> Any:
    """τ*."""
    return _over(_checked(rho, "l1_descent_threshold"), 2, _threshold_at)


def ball_nonnegative_descent_threshold(rho: Any) -> Any:
    """The threshold of ψ_+."""
    return _over(_checked(rho, "nonnegative_descent_threshold"), 1, _threshold_at)


def ball_l1_descent_gap_bound(rho: Any) -> Any:
    """1 + τ(k - 2(φ - τQ)) with k = ((1+τ²)Q - τφ)/(φ - τQ), which lies between 1 and 3 because 0 <= k <= 2/τ."""
    rho = _checked(rho, "l1_descent_gap_bound")
    always = balls.hull(1, 3)
    if not _narrow(rho):
        return balls.ball(1) if rho >= 1 else balls.ball(3) if rho.is_zero() else always
    with balls.precision(working_bits() + 2 * _GUARD):
        t = _threshold_at(rho, 2)
        density, tail, gap = _tails(t)
        value = 1 + t * (((1 + t * t) * tail - t * density) / gap - 2 * gap)
    return value.max(balls.ball(1)).min(balls.ball(3)) if value.is_finite() else always
