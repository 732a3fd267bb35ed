"""Ball versions of expectations over ranks: weights of ranks as polynomials, power by power, in exact integers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = ["ball_expected_ranked_power", "ball_mass_by_beta_ratio"]

Ball = Any


def ball_expected_ranked_power(G: list[list[Ball]], n: int, i: int, p: Any) -> Ball:
    """The density of the i-th largest of n uniform ranks multiplied out."""
    if not 1 <= i <= n:
        raise DomainError(f"i={i} is outside {{1,…,n}} with n={n} (ball of expected_ranked_power)")
    scale = i * math.comb(n, i)
    return _integral(G, p, ((scale * (-1) ** m * math.comb(n - i, m), i - 1 + m) for m in range(n - i + 1)))


def ball_mass_by_beta_ratio(G: list[list[Ball]], s: int, a: int, p: Any) -> Ball:
    """At least s of s + a - 1 events, multiplied out."""
    if s < 1 or a < 0:
        raise DomainError(f"s={s} is below 1 or a={a} below 0 (ball of mass_by_beta_ratio)")
    whole = s + a - 1
    coefficients: dict[int, int] = {}
    for j in range(s, whole + 1):
        for m in range(whole - j + 1):
            share = (-1) ** m * math.comb(whole, j) * math.comb(whole - j, m)
            coefficients[j + m] = coefficients.get(j + m, 0) + share
    return _integral(G, p, ((share, power) for power, share in coefficients.items()))


def _integral(G: list[list[Ball]], p: Any, polynomial: Iterator[tuple[int, int]]) -> Ball:
    """∫_0^1 G(u)^p Σ c u^m du."""
    p, terms = balls.ball(p), list(polynomial)
    low, parts = balls.ball(0), [balls.ball(0)]
    for high, y, a in G:
        if y > 0:
            scale = balls.power(y, p)
            parts += [scale * c * _power_integral(low, high, m, a * p) for c, m in terms if c]
        elif not y.is_zero():
            raise DomainError("a value of the law is not known to be 0 or positive (ball of ranked laws)")
        low = high
    return balls.total(parts)


def _power_integral(low: Ball, high: Ball, m: int, e: Ball) -> Ball:
    """∫_low^high u^m (u/high)^{-e} du; around a vanishing exponent by the mean value theorem."""
    c = balls.ball(m + 1) - e
    whole = balls.power(high, balls.ball(m + 1))
    if low.is_zero():
        if not c > 0:
            raise DomainError("the moment is not known to be finite (ball of ranked laws)")
        return whole / c
    ratio = low / high
    if c > 0 or c < 0:
        return whole * (1 - balls.power(ratio, c)) / c
    logarithm = -balls.log(ratio)
    return whole * logarithm * balls.hull(balls.ball(1), balls.power(ratio, c))
