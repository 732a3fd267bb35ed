"""Projection onto the cone of a sublevel set in balls: the multiplier enclosed by signs of a monotone function.

That its root function is monotone is the theorem ``projection_root_functions_rise``, that the point which belongs to
the root is the projection the theorem ``root_point_is_the_projection``; so a ball around the root gives balls around
the coordinates of P g, however an array version has found them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.ellipsoid_cones import ball_cone_level

__all__ = ["ball_sublevel_projection"]

#: Logarithms of |ν - m_1|/m_1, or its odds, between which the root is looked for.
_RANGE = 80


def ball_sublevel_projection(omega: list[Any], y: list[Any], epsilon: Any, g: list[Any]) -> list[Any]:
    """Coordinates of P g; a flat direction, ω_i = 0, keeps its own. Points on a boundary are not decided: an error."""
    curved = [i for i, a in enumerate(omega) if not a == 0]
    lam, centre, point = ([balls.ball(v[i]) for i in curved] for v in (omega, y, g))
    found = [balls.ball(v) for v in g]
    for i, v in zip(curved, _project(lam, centre, balls.ball(epsilon), point), strict=True):
        found[i] = v
    return found


def _project(lam: list[Any], y: list[Any], e: Any, g: list[Any]) -> list[Any]:
    b = [a * v for a, v in zip(lam, y, strict=True)]
    c = balls.total(v * w for v, w in zip(b, y, strict=True)) - 2 * e
    along = balls.total(v * w for v, w in zip(b, g, strict=True))
    gap = along * along - c * balls.total(a * v * v for a, v in zip(lam, g, strict=True))
    if along > 0 and gap > 0:
        return g
    back = -balls.total(v * w for v, w in zip(y, g, strict=True))
    dual = back * back - 2 * e * balls.total(v * v / a for a, v in zip(lam, g, strict=True))
    if back > 0 and dual > 0:
        return [balls.ball(0)] * len(g)
    if not ((along < 0 or gap < 0) and (back < 0 or dual < 0)):
        raise DomainError("g is not seen to lie inside or outside the cone and its polar (sublevel_projection)")
    return _boundary_point(lam, b, c, ball_cone_level(lam, y, e) * c, g)


def _boundary_point(lam: list[Any], b: list[Any], c: Any, top: Any, g: list[Any]) -> list[Any]:
    """The point x = ν (ν - M)^{-1} g at the root of x'Mx: ν beyond m_1 = ``top`` if g_1 > 0, below it if g_1 < 0."""
    first = balls.total(v * w / (top + c * a) for a, v, w in zip(lam, b, g, strict=True))
    if not (first > 0 or first < 0):
        raise DomainError("the sign of the first coordinate is not decided (sublevel_projection)")

    def multiplier(u: Any) -> tuple[Any, Any]:
        """ν, and ν - m_1 without cancellation."""
        if first > 0:
            return top * (1 + u.exp()), top * u.exp()
        return top / (1 + u.exp()), -top / (1 + (-u).exp())

    def point(u: Any) -> list[Any]:
        """That is, x/ν."""
        nu, apart = multiplier(u)
        weights = [1 / (nu + c * a) for a in lam]
        inner = balls.total(v * w * t for v, w, t in zip(b, g, weights, strict=True))
        slope = balls.total(v * v * t / (top + c * a) for a, v, t in zip(lam, b, weights, strict=True))
        pull = inner / (apart * slope)
        return [t * (w + v * pull) for v, w, t in zip(b, g, weights, strict=True)]

    def value(power: int) -> Callable[[Any], Any]:
        def form(u: Any) -> Any:
            x, (nu, _) = point(u), multiplier(u)
            along = balls.total(v * w for v, w in zip(b, x, strict=True))
            return (along * along - c * balls.total(a * w * w for a, w in zip(lam, x, strict=True))) * nu**power

        return form

    root = monotone_root(value(2 if first > 0 else 0), -_RANGE, _RANGE)
    nu, _ = multiplier(root)
    return [nu * v for v in point(root)]
