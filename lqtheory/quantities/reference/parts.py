"""Ball versions of the parts of a vector, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls

__all__ = ["ball_mass_shares", "ball_off_support_power_sum"]


def ball_mass_shares(x: list[Any], p: Any) -> list[Any]:
    """Definition."""
    powers = [balls.power(abs(v), p) for v in x]
    whole = balls.total(powers)
    return [v / whole for v in powers]


def ball_off_support_power_sum(x: list[Any], z: list[Any], p: Any) -> Any:
    """Definition; an entry of ``z`` that may or may not vanish leaves both answers in the ball."""
    terms = []
    for v, w in zip(x, z, strict=True):
        power = balls.power(abs(v), p)
        if w.is_zero():
            terms.append(power)
        elif w.contains(0):
            terms.append(balls.hull(0, power))
    return balls.total(terms) if terms else balls.ball(0)
