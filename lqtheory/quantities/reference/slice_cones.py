"""Ball versions for slices of sublevel-set cones, written from the dossier's formulas; s by decided signs."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root
from lqtheory.errors import DomainError, ShapeError

__all__ = [
    "ball_slice_count",
    "ball_slice_level",
    "ball_slice_second_order",
    "ball_slice_variance",
    "ball_slice_width",
]


def ball_slice_level(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Root of Σ w(λ-κ)/(s+λ), which is negative below it and positive above; the ends are found by decided signs."""
    if len(omega) != len(y):
        raise ShapeError(f"omega has {len(omega)} entries, y has {len(y)} (slice_level); give two vectors alike")
    kappa = _kappa(y, epsilon)

    def value(s: Any) -> Any:
        return balls.total(v * v * (a - kappa) / (s + a) for a, v in zip(omega, y, strict=True))

    largest = balls.maximum(omega)
    if any(a < 0 for a in omega) or not largest > 0 or not kappa > 0:
        raise DomainError("take lambda >= 0, not all zero, and epsilon > 0 (slice_level)")
    low = high = balls.ball(largest.mid())
    for _ in range(300):
        if value(low) < 0:
            break
        low = (low / 16).mid()
    for _ in range(300):
        if value(high) > 0:
            break
        high = (high * 16).mid()
    if not (value(low) < 0 and value(high) > 0):
        raise DomainError("2 epsilon/|y|^2 is not between the harmonic and the arithmetic mean (slice_level)")
    return monotone_root(value, low, high)


def _kappa(y: list[Any], epsilon: Any) -> Any:
    square = balls.total(v * v for v in y)
    if not square > 0:
        raise DomainError("y is zero (slice_level)")
    return 2 * balls.ball(epsilon) / square


def ball_slice_count(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    s = ball_slice_level(omega, y, epsilon)
    return balls.total(s / (s + a) for a in omega)


def ball_slice_width(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """N(s) + s Ψ''/(2Ψ') with Ψ(s) = R² - (s+κ) r_1, r_j = Σ w (s+λ)^{-j}."""
    s, kappa = ball_slice_level(omega, y, epsilon), _kappa(y, epsilon)
    first, second, third = (balls.total(v * v / (s + a) ** j for a, v in zip(omega, y, strict=True)) for j in (1, 2, 3))
    slope = (s + kappa) * second - first
    bend = 2 * second - 2 * (s + kappa) * third
    return balls.total(s / (s + a) for a in omega) + s * bend / (2 * slope)


def ball_slice_second_order(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    s = ball_slice_level(omega, y, epsilon)
    theta = balls.total(a * a / (s + a) ** 3 for a in omega) / balls.total(a / (s + a) ** 2 for a in omega)
    return ball_slice_width(omega, y, epsilon) + theta


def ball_slice_variance(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    s = ball_slice_level(omega, y, epsilon)
    return 2 * balls.total(a * s / (s + a) ** 2 for a in omega)
