"""Ball versions of the constants of sparse linear approximation in a dictionary, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_deviation_bound",
    "ball_harmonic_number",
    "ball_lp_dictionary_constant",
    "ball_orthogonal_greedy_factor",
    "ball_published_dictionary_constant",
    "ball_published_oracle_constant",
    "ball_sharp_dictionary_constant",
    "ball_sup_norm_bound",
    "ball_type_constant",
    "ball_uniform_dictionary_constant",
]


def ball_uniform_dictionary_constant(q: Any) -> Any:
    """Definition."""
    q = balls.ball(q)
    return balls.power(2 * q, balls.ball(1) / 2) * balls.power(1 - q / 2, 1 / q - balls.ball(1) / 2)


def ball_sharp_dictionary_constant(q: Any) -> Any:
    """Square root of β(1-β)^{1/β-1}; at q = 1 the power of 0 is 1."""
    q = balls.ball(q)
    beta = q / (2 - q)
    rest = balls.maximum([2 * (1 - q) / (2 - q), balls.ball(0)])
    exponent = balls.maximum([2 * (1 - q) / q, balls.ball(0)])
    return balls.power(beta * _power_to_zero(rest, exponent), balls.ball(1) / 2)


def _power_to_zero(base: Any, exponent: Any) -> Any:
    """Power of a number in [0, 1] that may come near 0 together with its exponent: then anything in [0, 1]."""
    if base > 0:
        return balls.power(base, exponent)
    return balls.ball(1) if exponent.is_zero() else balls.hull(0, 1)


def ball_published_dictionary_constant(q: Any) -> Any:
    """Definition."""
    return balls.power(balls.ball(2), 1 / balls.ball(q) - balls.ball(1) / 2)


def ball_published_oracle_constant(q: Any) -> Any:
    """Definition."""
    return balls.power(balls.ball(2), 2 / balls.ball(q) - 1)


def ball_orthogonal_greedy_factor(m: int) -> Any:
    """Definition."""
    return balls.power(balls.ball(m + 3), -balls.ball(1) / 2)


def ball_harmonic_number(n: int) -> Any:
    """Sum of the reciprocals."""
    return balls.total(balls.ball(1) / i for i in range(1, n + 1))


def ball_type_constant(p: Any) -> Any:
    """Square root of max(1, p - 1)."""
    return balls.power(balls.maximum([balls.ball(1), balls.ball(p) - 1]), balls.ball(1) / 2)


def ball_lp_dictionary_constant(q: Any, p: Any) -> Any:
    """Definition."""
    q, r = balls.ball(q), balls.minimum([balls.ball(2), balls.ball(p)])
    rate = 1 - 1 / r
    return balls.power(q, 1 / r) * balls.power(1 - q / r, 1 / q - 1 / r) * balls.power(rate, -rate)


def ball_deviation_bound(m: int, delta: Any) -> Any:
    """Definition."""
    delta = balls.ball(delta)
    if not (delta > 0 and delta < 1):
        raise DomainError(f"delta={delta} is not surely inside (0, 1) (ball version of deviation_bound)")
    half = balls.ball(1) / 2
    return (1 + balls.power(-2 * balls.log(delta), half)) / balls.power(balls.ball(m), half)


def ball_sup_norm_bound(n: int, m: int) -> Any:
    """Definition."""
    return balls.power(2 * balls.log(balls.ball(2 * n)) / m, balls.ball(1) / 2)
