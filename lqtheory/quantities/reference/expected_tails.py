"""Ball versions of expected energies: the defining integrals, term by term in rational numbers.

I_u(k, n-k) is the probability that at least k of n-1 other weights exceed a weight whose upper quantile is u:
Σ_{j>=k} C(n-1, j) u^j (1-u)^{n-1-j}.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_laplace_expected_tail",
    "ball_laplace_order_second_moment",
    "ball_uniform_expected_tail",
    "ball_uniform_order_second_moment",
]


def _uniform_integral(j: int, m: int) -> Fraction:
    """∫ (1-u)² u^j (1-u)^m du."""
    return Fraction(1, (j + m + 3) * comb(j + m + 2, j))


def _laplace_integral(j: int, m: int) -> Fraction:
    """∫ ln(u)² u^j (1-u)^m du, the power of 1-u multiplied out."""
    return sum((Fraction((-1) ** i * comb(m, i) * 2, (j + i + 1) ** 3) for i in range(m + 1)), Fraction(0))


@functools.lru_cache(maxsize=4096)
def _tail(law: str, k: int, n: int) -> Fraction:
    integral = _uniform_integral if law == "uniform" else _laplace_integral
    return sum((n * comb(n - 1, j) * integral(j, n - 1 - j) for j in range(k, n)), Fraction(0))


@functools.lru_cache(maxsize=4096)
def _order(law: str, i: int, n: int) -> Fraction:
    integral = _uniform_integral if law == "uniform" else _laplace_integral
    return i * comb(n, i) * integral(i - 1, n - i)


def ball_uniform_expected_tail(k: int, n: int, a: Any) -> Any:
    """Polynomials in u, integrated exactly."""
    return balls.ball(a) ** 2 * balls.ball(_tail("uniform", rank(k, 0, n, "uniform_expected_tail"), n))


def ball_laplace_expected_tail(k: int, n: int, a: Any) -> Any:
    """Polynomials in u times ln(u)², integrated exactly."""
    return balls.ball(a) ** 2 * balls.ball(_tail("laplace", rank(k, 0, n, "laplace_expected_tail"), n))


def ball_uniform_order_second_moment(i: int, n: int, a: Any) -> Any:
    """The tail quantile of the i-th largest has density i C(n, i) u^{i-1} (1-u)^{n-i}."""
    return balls.ball(a) ** 2 * balls.ball(_order("uniform", rank(i, 1, n, "uniform_order_second_moment"), n))


def ball_laplace_order_second_moment(i: int, n: int, a: Any) -> Any:
    """The tail quantile of the i-th largest has density i C(n, i) u^{i-1} (1-u)^{n-i}."""
    return balls.ball(a) ** 2 * balls.ball(_order("laplace", rank(i, 1, n, "laplace_order_second_moment"), n))
