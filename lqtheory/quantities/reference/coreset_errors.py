"""Ball versions of the relative errors for a number of draws, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_bernstein_deviation",
    "ball_bernstein_error",
    "ball_iclr_error",
    "ball_released_bernstein_error",
]


def _root(linear: Any, square: Any) -> Any:
    """Linear + √(linear² + square) for nonnegative numbers, whatever the radii."""
    inside = (linear**2 + square).max(balls.ball(0))
    return linear + inside.sqrt()


def _scaled(m: Any, A: Any, where: str) -> Any:
    m, A = balls.ball(m), balls.ball(A)
    if m <= 0 or A < 0:
        raise DomainError(f"m={m}, A={A} are out of range ({where})")
    return A / m


def ball_bernstein_error(m: Any, A: Any) -> Any:
    """Definition."""
    rate = _scaled(m, A, "bernstein_error")
    return _root(rate / 3, 2 * rate)


def ball_released_bernstein_error(m: Any, A: Any) -> Any:
    """Definition."""
    rate = _scaled(m, A, "released_bernstein_error")
    return _root(rate / 3, rate)


def ball_bernstein_deviation(m: Any, variance: Any, reach: Any, delta: Any) -> Any:
    """Definition, for both tails."""
    m, v, R, d = (balls.ball(x) for x in (m, variance, reach, delta))
    if m <= 0 or v < 0 or R < 0 or d <= 0 or d >= 1:
        raise DomainError(f"m={m}, variance={v}, reach={R}, delta={d} are out of range (bernstein_deviation)")
    rate = (2 / d).log() / m
    return _root(R * rate / 3, 2 * v * rate)


def ball_iclr_error(m: Any, S: Any, K: Any, eta: Any, delta: Any) -> Any:
    """Definition."""
    m, S, K, eta, d = (balls.ball(v) for v in (m, S, K, eta, delta))
    if m <= 0 or S < 1 or K < 1 or eta < 1 or d <= 0 or d >= 1:
        raise DomainError(f"m={m}, S={S}, K={K}, eta={eta}, delta={d} are out of range (iclr_error)")
    return (8 * S * K * (8 * eta / d).log() / m).sqrt()
