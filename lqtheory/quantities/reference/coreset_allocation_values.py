"""Ball versions of the least errors of a budget: enclosed between the dual and the primal value of one point.

For a point m with falling rates s every competitor k with Σ k_i <= M costs at least Σ f_i(m_i) + Σ s_i m_i - M max s by
convexity, and the point scaled to the budget costs at least the minimum. How the point was found does not matter; two
Newton iterations in balls make the two values agree to nearly all digits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_least_bernstein_errors",
    "ball_least_largest_bernstein_error",
    "ball_least_mean_square_errors",
    "ball_least_square_root_errors",
]

#: Newton steps; each doubles the digits.
STEPS = 14


def _checked(M: Any, *vectors: Any) -> Any:
    M = balls.ball(M)
    if not (M > 0 and all(v > 0 for vector in vectors for v in vector)):
        raise DomainError("coefficients and budget must be > 0 (least errors of a budget)")
    return M


def _middle(value: Any) -> Any:
    return balls.ball(value.mid())


def _enclosed(
    classes: list[Any],
    M: Any,
    counts: Callable[[Any, Any], Any],
    value: Callable[[Any, Any], Any],
    rate: Callable[[Any, Any], Any],
) -> Any:
    """The minimum of a sum of convex functions, each given by its coefficients, their counts, values and rates."""
    exact = [tuple(_middle(v) for v in c) for c in classes]
    budget, t = _middle(M), balls.ball(0)
    for _ in range(STEPS):  # log counts is nearly a line in the log of the multiplier, of slope between -2/3 and -1/2
        step = balls.ball(1) / 2**40
        here, there = (balls.total(counts(c, u.exp()) for c in exact).log() for u in (t, t + step))
        t = _middle(t - (here - budget.log()) * step / (there - here))
    points = [_middle(counts(c, t.exp())) for c in exact]
    rates = [rate(c, m) for c, m in zip(classes, points, strict=True)]
    paid = balls.total(s * m for s, m in zip(rates, points, strict=True))
    dual = balls.total(value(c, m) for c, m in zip(classes, points, strict=True)) + paid - M * balls.maximum(rates)
    scale = M / balls.total(points)
    primal = balls.total(value(c, m * scale) for c, m in zip(classes, points, strict=True))
    return balls.hull(balls.maximum([dual, balls.ball(0)]).lower(), primal.upper())


def ball_least_square_root_errors(omega: Any, w: Any, M: Any) -> Any:
    """Counts from the quartic in y = m^{-1/2}."""
    M = _checked(M, omega, w)

    def counts(c: Any, multiplier: Any) -> Any:
        half, b = c[0].sqrt() / 2, c[1]
        y = balls.minimum(
            [balls.power(multiplier / b, balls.ball(1) / 4), balls.power(multiplier / half, balls.ball(1) / 3)]
        )
        for _ in range(8):
            y = _middle(y - (b * y**4 + half * y**3 - multiplier) / (4 * b * y**3 + 3 * half * y**2))
        return 1 / y**2

    def value(c: Any, m: Any) -> Any:
        return (c[0] / m).sqrt() + c[1] / m

    def rate(c: Any, m: Any) -> Any:
        return ((c[0] / m).sqrt() / 2 + c[1] / m) / m

    return _enclosed(list(zip(omega, w, strict=True)), M, counts, value, rate)


def ball_least_bernstein_errors(omega: Any, w: Any, M: Any) -> Any:
    """Counts from the cubic in the error; values and rates from the definition of the error as a function of m."""
    M = _checked(M, omega, w)

    def counts(c: Any, multiplier: Any) -> Any:
        A = c[0]
        t = multiplier * A / c[1]
        e = 2 * balls.power(t, balls.ball(1) / 3) + 2 * t.sqrt()  # above the root
        for _ in range(12):
            e = _middle(e - (e**3 - 2 * t * e / 3 - 4 * t) / (3 * e**2 - 2 * t / 3))
        return A * (2 / e**2 + 2 / (3 * e))

    def value(c: Any, m: Any) -> Any:
        third = c[0] / (3 * m)
        return c[1] * (third + (third**2 + 6 * third).sqrt())

    def rate(c: Any, m: Any) -> Any:
        v = c[0] / m
        return c[1] / c[0] * v**2 * (balls.ball(1) / 3 + (v / 9 + 1) / (v**2 / 9 + 2 * v).sqrt())

    return _enclosed(list(zip(omega, w, strict=True)), M, counts, value, rate)


def ball_least_largest_bernstein_error(omega: Any, w: Any, M: Any) -> Any:
    """The positive root of M e² = p e + s, p = Σ 2Ac/3, s = Σ 2Ac²."""
    M = _checked(M, omega, w)
    p = balls.total(2 * A * c / 3 for A, c in zip(omega, w, strict=True))
    s = balls.total(2 * A * c**2 for A, c in zip(omega, w, strict=True))
    return (p + (p**2 + 4 * M * s).sqrt()) / (2 * M)


def ball_least_mean_square_errors(omega: Any, M: Any) -> Any:
    """Definition."""
    M = _checked(M, omega)
    return balls.total(v.sqrt() for v in omega) ** 2 / M
