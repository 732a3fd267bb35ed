"""Ball version of the statistical dimension of elliptic cones: an integral of roots of rational functions of cos²φ."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral
from lqtheory.errors import DomainError

__all__ = ["ball_elliptic_cone_dimension"]


def ball_elliptic_cone_dimension(a: Any, b: Any) -> Any:
    """Definition; it falls in both weights, so that intervals are enclosed by their ends."""
    a, b = balls.ball(a), balls.ball(b)
    if not (a > 0 and b > 0):
        raise DomainError("take a > 0 and b > 0 (elliptic_cone_dimension)")
    return _at(a.lower(), b.lower()).union(_at(a.upper(), b.upper()))


def _at(a: Any, b: Any) -> Any:
    def outer(t: Any, analytic: bool) -> Any:
        square = t.cos() * t.cos()
        q = a * square + b * (1 - square)
        return (q / (1 + q)).sqrt(analytic=analytic)

    def inner(t: Any, analytic: bool) -> Any:
        square = t.cos() * t.cos()
        q = square / a + (1 - square) / b
        return (q / (1 + q)).sqrt(analytic=analytic)

    end = circle_constant() / 2
    return balls.ball(Fraction(3, 2)) + (integral(inner, 0, end) - integral(outer, 0, end)) / end
