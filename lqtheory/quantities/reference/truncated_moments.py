"""Ball versions of truncated moments: rigorous quadrature of x^p times the density, with x = exp(v).

The integral over (0, e^L) that is cut off lies between 0 and c e^{(p+1)L}/(p+1), c the largest value of the density.
Arguments that are proper intervals get the crude enclosure [0, T^p]: the moment is at most T^p P(|w| <= T).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError

__all__ = [
    "ball_beta_ratio",
    "ball_beta_ratio_integral",
    "ball_gamma_ratio",
    "ball_gaussian_truncated_moment",
    "ball_generalised_gaussian_moment",
    "ball_generalised_gaussian_truncated_moment",
    "ball_incomplete_beta",
    "ball_laplace_truncated_moment",
    "ball_pareto_truncated_moment",
    "ball_student_truncated_moment",
    "ball_uniform_truncated_moment",
]

#: Quadrature works with at most this many bits; its balls are correct at any precision, only wider than they could be.
BITS = 72


def ball_gamma_ratio(s: Any, T: Any) -> Any:
    """P(s, T) by the hypergeometric series of the library; monotone in both arguments."""
    s, T = balls.ball(s), balls.ball(T)
    if T.is_zero():
        return balls.ball(0)
    ends = [t.gamma_lower(r, regularized=1) for t, r in ((T.lower(), s.upper()), (T.upper(), s.lower()))]
    if T.is_exact() and s.is_exact():
        return _share(ends[0])
    low = balls.ball(0) if not T > 0 else ends[0]
    high = ends[1] if s.lower() > 0 else balls.ball(1)
    return _share(low.union(high))


def _share(value: Any) -> Any:
    """The part of a ball within [0, 1]."""
    return value if 0 <= value <= 1 or not value.is_finite() else value.max(balls.ball(0)).min(balls.ball(1))


def ball_beta_ratio(s: Any, a: Any, T: Any) -> Any:
    """I_T(s, a), monotone in T."""
    s, a, T = balls.ball(s), balls.ball(a), balls.ball(T)
    if T < 0 or T > 1:
        raise DomainError(f"T={T} is outside [0, 1] (beta_ratio)")
    if not (s.is_exact() and a.is_exact() and T.is_exact()):
        return balls.hull(0, 1)
    if T == 0 or T == 1:
        return T
    return _share(T.beta_lower(s, a, regularized=True))


def ball_beta_ratio_integral(s: Any, a: Any, T: Any) -> Any:
    """(T B_T(s, a) - B_T(s+1, a)) / B(s, a), the mean of (T - U)_+ of a beta variable U."""
    s, a, T = balls.ball(s), balls.ball(a), balls.ball(T)
    if T < 0 or T > 1 or s <= 0 or a <= 0:
        raise DomainError(f"T={T} is outside [0, 1], or s={s} or a={a} not positive (beta_ratio_integral)")
    if not (s.is_exact() and a.is_exact()):
        return balls.hull(0, T.upper().min(balls.ball(1)))
    whole = balls.ball(1).beta_lower(s, a)

    def at(t: Any) -> Any:
        return balls.ball(0) if t == 0 else (t * t.beta_lower(s, a) - t.beta_lower(s + 1, a)) / whole

    low, high = T.lower().max(balls.ball(0)), T.upper().min(balls.ball(1))
    return at(T) if low == high else at(low).union(at(high))


def ball_incomplete_beta(s: Any, a: Any, T: Any) -> Any:
    """B_T(s, a), rising in T and falling in both parameters."""
    s, a, T = balls.ball(s), balls.ball(a), balls.ball(T)
    if T < 0 or T >= 1 or s <= 0:
        raise DomainError(f"T={T} is outside [0, 1), or s={s} not positive (incomplete_beta)")
    if not (s.lower() > 0 and T.upper() < 1):
        return balls.hull(0, balls.infinity())
    ends = [(s, a, T)] if s.is_exact() and a.is_exact() and T.is_exact() else []
    ends = ends or [(s.upper(), a.upper(), T.lower().max(balls.ball(0))), (s.lower(), a.lower(), T.upper())]
    values = [balls.ball(0) if t == 0 else t.beta_lower(u, v) for u, v, t in ends]
    return values[0] if len(values) == 1 else values[0].union(values[1])


def _over_line(exponent: Callable[[Any, bool], Any], p: Any, T: Any, top: Any, center: Any, shape: Any = 1) -> Any:
    """∫_0^T exp(exponent(ln x) + p ln x) dx, with ``exponent`` below ln top, negligible far below ``center``."""
    if T.is_zero():
        return balls.ball(0)
    if not all(v.rad() <= abs(v.mid()) * balls.ball(2) ** -60 for v in (p, T, top, balls.ball(shape))):
        return balls.hull(0, balls.power(T, p).upper())
    with balls.precision(min(working_bits(), BITS)):
        end = T.log()
        low = (end.min(balls.ball(center).log()) - working_bits() / (p + 1)).mid()
        inside = integral(lambda v, analytic: (exponent(v, analytic) + (p + 1) * v).exp(), low, end)
        return inside + balls.hull(0, top * ((p + 1) * low).exp() / (p + 1))


def ball_generalised_gaussian_truncated_moment(p: Any, T: Any, s: Any, a: Any) -> Any:
    """Density s exp(-(x/a)^s) / (a Γ(1/s))."""
    p, T, s, a = map(balls.ball, (p, T, s, a))
    constant = s / (a * (1 / s).gamma())
    return _over_line(lambda v, _: constant.log() - (s * (v - a.log())).exp(), p, T, constant, a, s)


def ball_gaussian_truncated_moment(p: Any, T: Any, a: Any) -> Any:
    """Density √(2/π) exp(-x²/(2a²)) / a."""
    p, T, a = map(balls.ball, (p, T, a))
    constant = (2 / circle_constant()).sqrt() / a
    return _over_line(lambda v, _: constant.log() - (2 * v).exp() / (2 * a * a), p, T, constant, a)


def ball_laplace_truncated_moment(p: Any, T: Any, a: Any) -> Any:
    """Density exp(-x/a) / a."""
    p, T, a = map(balls.ball, (p, T, a))
    return _over_line(lambda v, _: -a.log() - v.exp() / a, p, T, 1 / a, a)


def ball_uniform_truncated_moment(p: Any, T: Any, a: Any) -> Any:
    """Density 1/a on [0, a]."""
    p, T, a = map(balls.ball, (p, T, a))
    return _over_line(lambda v, _: -a.log(), p, T.min(a), 1 / a, a)


def ball_student_truncated_moment(p: Any, T: Any, s: Any) -> Any:
    """Density 2 (1 + x²/s)^{-(s+1)/2} Γ((s+1)/2) / (√(sπ) Γ(s/2))."""
    p, T, s = map(balls.ball, (p, T, s))
    constant = 2 * ((s + 1) / 2).gamma() / ((s * circle_constant()).sqrt() * (s / 2).gamma())

    def exponent(v: Any, analytic: bool) -> Any:
        return constant.log() - (s + 1) / 2 * (1 + (2 * v).exp() / s).log(analytic=analytic)

    return _over_line(exponent, p, T, constant, 1, s)


def ball_pareto_truncated_moment(p: Any, T: Any, s: Any, a: Any) -> Any:
    """Density s a^s x^{-s-1} on [a, T]."""
    p, T, s, a = map(balls.ball, (p, T, s, a))
    with balls.precision(min(working_bits(), BITS)):
        return s * balls.power(a, s) * integral(lambda v, _: ((p - s) * v).exp(), a.log(), T.max(a).log())


def ball_generalised_gaussian_moment(p: Any, s: Any, a: Any) -> Any:
    """The truncated moment up to T with (T/a)^s = Y, plus a^p Γ((p+1)/s, Y)/Γ(1/s) <= 2 a^p Y^{m-1} e^{-Y}/Γ(1/s).

    m = (p+1)/s, and Y >= 2m for the bound on the incomplete gamma function.
    """
    p, s, a = map(balls.ball, (p, s, a))
    if not all(v.is_exact() for v in (p, s)):
        m = (p + 1) / s
        return balls.power(a, p) * m.gamma() / (1 / s).gamma()
    with balls.precision(min(working_bits(), BITS)):
        m = (p + 1) / s
        level = (2 * m + working_bits()).upper()
        beyond = 2 * balls.power(a, p) * balls.power(level, m - 1) * (-level).exp() / (1 / s).gamma()
        inside = ball_generalised_gaussian_truncated_moment(p, a * balls.power(level, 1 / s), s, a)
        return inside + balls.hull(0, beyond)
