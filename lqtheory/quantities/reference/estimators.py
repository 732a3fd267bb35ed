"""Ball version of the risk of estimators at flat points, and the risk of one entry in either arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant

__all__ = ["ball_flat_risk", "entry_risk"]


def entry_risk(kind: str, level: Any, mean: Any, upper: Callable[[Any], tuple[Any, Any]]) -> Any:
    """Mean squared error E(d(mean + z) - mean)² of a shrinkage or threshold d for a normal z.

    With E z; z > u = φ(u) and E z²; z > u = u φ(u) + P(z > u); below the threshold the error is the mean itself.
    """
    if kind == "shrink":
        return level**2 + (1 - level) ** 2 * mean**2
    total, inside, shift = 0 * mean, 1 + 0 * mean, level if kind == "soft" else 0 * mean
    for end in (level - mean, level + mean):
        density, mass = upper(end)
        total = total + end * density + mass - 2 * shift * density + shift**2 * mass
        inside = inside - mass
    return total + mean**2 * inside


def _upper(t: Any) -> tuple[Any, Any]:
    """Density of the normal law at t and its mass above."""
    return (-t * t / 2).exp() / (2 * circle_constant()).sqrt(), (t / balls.ball(2).sqrt()).erfc() / 2


def ball_flat_risk(E: Any, n: int, s: int, a: Any, sigma: Any) -> Any:
    """Definition; a guess at every number of entries that its support may share with that of the point."""
    a, sigma = balls.ball(a), balls.ball(sigma)
    if E.kind == "guess":
        v = E.level * sigma
        shared = range(max(0, s + E.width - n), min(s, E.width) + 1)
        return balls.maximum(o * (v - a) ** 2 + (E.width - o) * v**2 + (s - o) * a**2 for o in shared)
    kept, zero = (entry_risk(E.kind, E.level, mean, _upper) for mean in (a / sigma, balls.ball(0)))
    return sigma**2 * (s * kept + (n - s) * zero)
