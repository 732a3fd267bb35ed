"""Ball versions of the keep counts, written from the definitions; an undecided integer becomes a hull."""

# pyright: reportArgumentType=false
from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.best_k_term import rank
from lqtheory.quantities.reference.worst_case import ball_worst_case

__all__ = [
    "ball_kmin",
    "ball_kmin_exact",
    "ball_kmin_stechkin",
    "ball_kmin_stechkin_count",
    "ball_kmin_worst_case",
    "ball_sharp_keep_threshold",
]


def ball_kmin(x: list[Any], eta: Any, p: Any) -> Any:
    """Try k = 0, 1, ... with the defining inequality."""
    ordered = balls.sort_descending(abs(v) for v in x)
    infinite = balls.is_infinite(p)
    terms = ordered if infinite else [balls.power(v, p) for v in ordered]

    def error(k: int) -> Any:
        if k == len(x):
            return balls.ball(0)
        return ordered[k] if infinite else balls.power(balls.total(terms[k:]), 1 / balls.ball(p))

    allowed = balls.ball(eta) * error(0)
    if all(v.is_zero() for v in x):
        return balls.ball(0)
    return _first_count(0, len(x), lambda k: balls.compare(error(k), "<=", allowed))


def _zero_from_one(count: Callable[..., Any]) -> Callable[..., Any]:
    """A count that is 0 for tolerances of 1 and more; a tolerance on both sides of 1 is covered by both branches."""

    @functools.wraps(count)
    def covering(s: Any, eta: Any, q: Any, p: Any, *rest: Any) -> Any:
        eta, rest = balls.ball(eta), (q, p, *rest)
        if balls.ball(q) >= balls.ball(p):
            raise DomainError(f"q={q} is not below p={p} (ball version of {count.__name__}); use a smaller q")
        if eta >= 1:
            return balls.ball(0)
        if eta < 1:
            return count(s, eta, *rest)
        return balls.ball(0).union(count(s, eta, *rest))

    return covering


@_zero_from_one
def ball_kmin_stechkin(s: Any, eta: Any, q: Any, p: Any) -> Any:
    """Definition."""
    eta, q, p = balls.ball(eta), balls.ball(q), balls.ball(p)
    if eta.is_zero():
        return balls.infinity()
    alpha = q / p
    return (1 - alpha) * balls.power(alpha, alpha / (1 - alpha)) * balls.power(eta, -p * q / (p - q)) * balls.ball(s)


def ball_kmin_stechkin_count(s: Any, eta: Any, q: Any, p: Any) -> Any:
    """The real count rounded up; both neighbours where the ball straddles an integer."""
    value = ball_kmin_stechkin(s, eta, q, p)
    return balls.hull(value.lower().ceil(), value.upper().ceil()) if value.is_finite() else value


@_zero_from_one
def ball_kmin_worst_case(s: Any, eta: Any, q: Any, p: Any, n: int) -> Any:
    """Try k = 1, 2, ... by bisection with the defining inequality."""
    eta, q, p = balls.ball(eta), balls.ball(q), balls.ball(p)
    factor = balls.power(balls.ball(s), 1 / q - 1 / p)
    return _first_count(1, n, lambda k: balls.compare(ball_worst_case(k, n, q, p) * factor, "<=", eta))


@_zero_from_one
def ball_kmin_exact(s: Any, eta: Any, q: Any, p: Any, n: int | None = None) -> Any:
    """Bisection in k with the sharp threshold, from 1 to the closed form or n."""
    s, eta, q, p = balls.ball(s), balls.ball(eta), balls.ball(q), balls.ball(p)
    if eta.is_zero():
        return balls.infinity() if n is None else balls.ball(n)
    if s.is_exact() and s == 1 and (eta > 0 or n is not None):  # a tolerance that may be 0 asks for everything
        return balls.ball(1) if eta > 0 else balls.hull(1, n)
    a, share, needed = q / p, balls.power(eta, p), balls.power(s, 1 - q / p)

    def holds(k: int) -> balls.Truth:
        return balls.compare(needed, "<=", ball_sharp_keep_threshold(k, share, a, n))

    high = n
    if high is None:
        closed_form = ball_kmin_stechkin_count(s, eta, q, p).upper()
        if not closed_form.is_finite():
            return closed_form
        high = max(1, int(closed_form.floor().unique_fmpz()))
    return _first_count(1, high, holds)


def ball_sharp_keep_threshold(k: int, T: Any, a: Any, n: int | None = None) -> Any:
    """Minimum over the block length m, in order, until nothing later can be smaller.

    Two stop rules: (1 - T - (k-1)T/m)^a + m^{1-a} T^a never decreases with m and bounds every later candidate from
    below; and from m(1-a) >= a(k-1) on the candidates themselves never decrease, since (k-1+m)m^{-a} does not.
    """
    share, a, k = balls.ball(T), balls.ball(a), rank(k, 1, k if n is None else n, "sharp_keep_threshold")
    candidates = []
    fulls = _full_blocks(k, share)
    highest = (1 - share) / k
    for full, exact in fulls:
        rest = balls.ball(0) if exact else share - full * highest
        if n is None or k + full + (0 if exact else 1) <= n:
            candidates.append((k + full) * balls.power(highest, a) + balls.power(rest, a))
    # Where floor(T/b) is undecided the smallest bracket may or may not be allowed; both answers are enclosed.
    firsts = [full + (0 if exact else 1) for full, exact in fulls]
    last = None if n is None else n - k
    results = [_with_brackets(k, share, a, first, last, candidates[i : i + 1]) for i, first in enumerate(firsts)]
    result = results[0]
    for other in results[1:]:
        result = result.union(other)
    return result


def _with_brackets(k: int, share: Any, a: Any, first: int, last: int | None, candidates: list[Any]) -> Any:
    best = candidates[0] if candidates else None
    scale = balls.power(share, a)
    m = first
    while last is None or m <= last:
        spike = balls.power((1 - share - (k - 1) * share / m).nonnegative_part(), a)
        height = scale * balls.power(balls.ball(m), -a)
        if best is not None and spike + m * height > best:
            break
        if m > first and (m - 1) * (1 - a) >= a * (k - 1):
            break
        bracket = spike + (k - 1 + m) * height
        best = bracket if best is None else best.min(bracket)
        m += 1
    return balls.infinity() if best is None else best


def _full_blocks(k: int, share: Any) -> list[tuple[int, bool]]:
    """Possible values of floor(T k/(1 - T)), each with whether T k/(1 - T) is known to be that integer."""
    if not (share > 0 and share < 1):
        raise DomainError(f"T={share} is not surely inside (0, 1) (sharp_keep_threshold)")
    if share.is_exact():
        mantissa, exponent = share.man_exp()
        exact = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
        quotient = exact * k / (1 - exact)
        return [(math.floor(quotient), quotient.denominator == 1)]
    quotient = share * k / (1 - share)
    low, high = int(quotient.lower().floor().unique_fmpz()), int(quotient.upper().floor().unique_fmpz())
    return [(full, False) for full in range(low, high + 1)]


def _first_count(low: int, high: int, truth: Callable[[int], balls.Truth]) -> Any:
    """Ball around the least k for which a monotone statement holds; it is taken to hold at ``high``."""
    known = functools.cache(truth)
    not_refuted = _bisect(low, high, lambda k: known(k) is not balls.Truth.NO)
    certain = _bisect(not_refuted, high, lambda k: known(k) is balls.Truth.YES)
    return balls.hull(not_refuted, certain)


def _bisect(low: int, high: int, holds: Callable[[int], bool]) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
