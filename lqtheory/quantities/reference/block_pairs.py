"""Ball versions for two inactive blocks or singular values: an integral over an angle, and moments in closed form."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError

__all__ = ["ball_least_pair_distance", "ball_singular_excesses"]


def _half_moment(n: int) -> Any:
    """The integral of x^n exp(-x²/2) over x > 0."""
    half = balls.ball(Fraction(n + 1, 2))
    return balls.ball(2) ** (half - 1) / half.rgamma()


def ball_least_pair_distance(h: Any, b: int, joint: bool) -> Any:
    """The mean of the least (Z - √h σ)² + (r_1-σ)_+² + (r_2-σ)_+², which rises with h."""
    h = balls.ball(h)
    if not h > 0 or b < 1 + joint:
        raise DomainError(f"h={h}, b={b} is outside (0, inf) x {{{1 + joint},...}} (least_pair_distance)")
    if h.is_exact():
        return _distance(h, b, joint)
    return _distance(h.lower(), b, joint).union(_distance(h.upper(), b, joint))


def _distance(h: Any, b: int, joint: bool) -> Any:
    """The norms exceed the minimiser both, or the larger one alone, or it is 0: the angle is that of two of the three.

    At the minimiser Z = √h σ - (a_1 + a_2)/√h with the excesses a_j, of which j are not 0, and the Jacobian (h+j)/√h;
    the exponents add up to that of (h+j) σ², of the excesses and of (a_1 + a_2)²/h.
    """
    bits, top = min(working_bits(), 120), 2 * (b - 1)
    with balls.precision(bits + 24):
        pi, root = circle_constant(), h.sqrt()
        half = [_half_moment(n) for n in range(top + 5)]
        outer = [(h + 2) / root * (h + 2).sqrt() ** -(i + 1) * half[i] * half[top - i + 3] for i in range(top + 1)]
        lone = [
            (h + 1) / root * (1 + 1 / h).sqrt() ** -(i + 1) * half[i + 2] * half[top - i + 1] for i in range(top + 1)
        ]

        def integrand(angle: Any, analytic: bool) -> Any:
            c, s = angle.cos(), angle.sin()
            first = _horner(_expanded(c, s, 1, b, joint), outer, _inverse_root(1 + (1 + 2 * s * c) / h, analytic))
            second = _horner(_expanded(c, s, 0, b, joint), lone, _inverse_root(1 + h * c * c, analytic))
            slope = (c + s) / root
            x = slope * _inverse_root(1 + slope * slope, analytic)
            rest = sum((-1) ** j * math.comb(b - 1, j) * (1 - x ** (2 * j + 1)) / (2 * j + 1) for j in range(1, b)) + (
                1 - x
            )
            shape = (c * c - s * s) * (c * s) ** (b - 2) if joint else (c * s) ** (b - 1)
            return first + second + half[top + 4] * shape * rest

        scale = (
            balls.ball(b - 1).rgamma() if joint else balls.ball(2) ** (3 - b) * balls.ball(Fraction(b, 2)).rgamma() ** 2
        )
        return scale / (2 * pi).sqrt() * integral(integrand, 0, pi / 4, balls.ball(2) ** -bits)


def _inverse_root(value: Any, analytic: bool) -> Any:
    """value^(-1/2); the functions here stay away from the negative axis where they are analytic."""
    return 1 / value.sqrt(analytic=analytic)


@cache
def _binomials(b: int) -> list[int]:
    return [math.comb(b, k) for k in range(b + 1)]


def _expanded(c: Any, s: Any, moved: int, b: int, joint: bool) -> list[Any]:
    """Coefficients in t of the density's polynomial at (c + t, s + moved t)."""
    n = b - 2 if joint else b - 1
    if moved:  # ((c+t)(s+t))^n = (cs + (c+s) t + t²)^n
        found = [0 * c for _ in range(2 * n + 1)]
        for k in range(n + 1):
            for j in range(n - k + 1):
                count = math.comb(n, k) * math.comb(n - k, j)
                found[2 * k + j] = found[2 * k + j] + count * (c + s) ** j * (c * s) ** (n - k - j)
        last = [(c - s) * (c + s), 2 * (c - s), 0 * c]
    else:
        found = [binomial * c ** (n - k) * s**n for k, binomial in enumerate(_binomials(n))] + [0 * c] * n
        last = [(c - s) * (c + s), 2 * c, 1 + 0 * c]
    if not joint:
        return found
    longer = [0 * c for _ in range(len(found) + 2)]
    for i, value in enumerate(found):
        for j, factor in enumerate(last):
            longer[i + j] = longer[i + j] + value * factor
    return longer


def _horner(values: list[Any], factors: list[Any], step: Any) -> Any:
    """Σ_i values_i factors_i step^(top - i + 2)."""
    total = 0 * step
    for value, factor in zip(values, factors, strict=True):
        total = total * step + value * factor
    return total * step * step


def ball_singular_excesses(t: Any, b: int) -> tuple[Any, Any, Any]:
    """E Σ (r_j-t)_+, E Σ (r_j-t)_+² and E (r_1-t)_+ (r_2-t)_+ of singular values of 2 x b matrices, which fall in t."""
    t = balls.ball(t)
    if t < 0 or b < 2:
        raise DomainError(f"t={t}, b={b} is outside [0, inf) x {{2,3,...}} (singular_excesses)")
    with balls.precision(working_bits() + 64):  # because terms cancel for large t
        if t.is_exact():
            return _excesses(t, b)
        low, high = _excesses(t.lower().max(balls.ball(0)), b), _excesses(t.upper(), b)
        first, second, third = (u.union(v) for u, v in zip(low, high, strict=True))
        return first, second, third


def _excesses(t: Any, b: int) -> tuple[Any, Any, Any]:
    """By integrals of x^a exp(-x²/2) from t on, by those of x^m exp(-x²), and by those of products."""
    weight, half = (-t * t / 2).exp(), balls.ball(1) / 2

    @cache
    def above(n: int) -> Any:  # ∫ x^n exp(-x²/2) over x > t
        if n < 2:
            return weight if n else (circle_constant() * half).sqrt() * (t * half.sqrt()).erfc()
        return t ** (n - 1) * weight + (n - 1) * above(n - 2)

    @cache
    def square(m: int) -> Any:  # ∫ x^m exp(-x²) over x > t
        if m < 2:
            return weight * weight / 2 if m else circle_constant().sqrt() / 2 * t.erfc()
        return (t ** (m - 1) * weight * weight + (m - 1) * square(m - 2)) / 2

    @cache
    def product(a: int, n: int) -> Any:  # ∫ x^a exp(-x²/2) above_n(x) over x > t, by parts
        if n >= 2:
            return square(a + n - 1) + (n - 1) * product(a, n - 2)
        if a >= 2:
            return t ** (a - 1) * weight * above(n) - square(a + n - 1) + (a - 1) * product(a - 2, n)
        if a == 1:
            return weight * above(n) - square(n)
        return square(0) if n else above(0) ** 2 / 2

    def moment(m: int) -> Any:  # E Σ r_j^m over r_j > t
        single = _half_moment(b - 2) * (above(b + m) - (b - 1) * above(b - 2 + m))
        double = product(b + m, b - 2) - (b - 1) * product(b - 2 + m, b - 2)
        return single - 2 * double + 2 * square(2 * b - 3 + m)

    zero, one, two = (moment(m) for m in range(3))
    both = product(b - 1, b + 1) - t * product(b - 2, b + 1) - t * (product(b - 1, b) - t * product(b - 2, b))
    both = both - product(b + 1, b - 1) + t * product(b, b - 1)
    both = both + t * (product(b + 1, b - 2) - t * product(b, b - 2))
    scale = balls.ball(b - 1).rgamma()
    return scale * (one - t * zero), scale * (two - 2 * t * one + t * t * zero), scale * both
