"""Ball versions for widths of ellipsoids: a rigorous integral in u = √t over (0, 1), and in 1/u beyond."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral
from lqtheory.errors import DomainError

__all__ = ["ball_ellipsoid_width", "ball_ellipsoid_width_lower", "ball_ellipsoid_width_upper"]


def _checked(omega: list[Any]) -> None:
    if any(v < 0 for v in omega):
        raise DomainError("omega must be >= 0 (ellipsoid_width)")


def _width(a: list[Any]) -> Any:
    """π^{-1/2} ∫_0^∞ (1 - R^{-1/2}) u^{-2} du, R = Π (1 + 2 a u²); (R - 1)/u² is a polynomial, so nothing cancels."""

    def near(u: Any, analytic: bool) -> Any:
        square, slope, root = u * u, 0, 1
        for v in a:
            factor = 1 + 2 * v * square
            slope, root = slope * factor + 2 * v, root * factor.sqrt(analytic)
        return slope / (root * (root + 1))

    def far(u: Any, analytic: bool) -> Any:
        product = 1
        for v in a:
            product = product * u * (u * u + 2 * v).rsqrt(analytic)
        return 1 - product

    return (integral(near, 0, 1) + integral(far, 0, 1)) / circle_constant().sqrt()


def ball_ellipsoid_width(omega: list[Any]) -> Any:
    """Definition; increasing in every entry, so that intervals are settled by their ends."""
    _checked(omega)
    ends = []
    for side in ("lower", "upper"):
        a = [v if v.is_exact() else getattr(v, side)() for v in omega]
        total = balls.total(a)
        kept = [v for v in a if not v == 0]
        if not kept or any(v < 0 for v in kept):
            ends.append(balls.ball(0))
            continue
        ends.append(total.sqrt() * _width([v / total for v in kept]))
        if all(v.is_exact() for v in omega):
            return ends[0]
    return ends[0].union(ends[1])


def ball_ellipsoid_width_lower(omega: list[Any]) -> Any:
    """Definition."""
    _checked(omega)
    total = balls.total(omega)
    rest = total - balls.maximum(omega)
    return balls.maximum([2 * total / circle_constant(), rest]).sqrt()


def ball_ellipsoid_width_upper(omega: list[Any]) -> Any:
    """Definition."""
    _checked(omega)
    return balls.total(omega).sqrt()
