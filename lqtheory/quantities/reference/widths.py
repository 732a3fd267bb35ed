"""Ball versions of widths and lower bounds, written from the definitions."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.reference.packing import count

__all__ = [
    "ball_bits_lower_bound",
    "ball_dictionary_packing_bound",
    "ball_fourier_projection_error",
    "ball_gelfand_lower_bound",
    "ball_kolmogorov_width",
    "ball_log_lq_ball_volume",
    "ball_volume_lower_bound",
    "flat_rate",
]


def flat_rate(s: Any, q: Any, p: Any) -> Any:
    """s^{1/p - 1/q}."""
    inverse = [balls.ball(0) if balls.is_infinite(e) else 1 / balls.ball(e) for e in (p, q)]
    return balls.power(balls.ball(s), inverse[0] - inverse[1])


def _least(n: int, holds: Callable[[int], Any], value: Callable[[int], Any]) -> Any:
    """Value at the least s with a property; where balls leave it open, everything still possible."""
    open_ones: list[Any] = []
    for s in range(1, n // 2 + 1):
        if holds(s):
            return _union([*open_ones, value(s)])
        if holds(s) is None:
            open_ones.append(value(s))
    return _union([*open_ones, balls.ball(0)])


def _union(values: list[Any]) -> Any:
    result = values[0]
    for value in values[1:]:
        result = balls.hull(result, value)
    return result


def _decided(left: Any, right: Any) -> bool | None:
    """Whether left < right, or nothing."""
    return True if left < right else False if left >= right else None


def ball_kolmogorov_width(k: int, n: int) -> Any:
    """Definition."""
    check_count(k, "k", 0, n, "kolmogorov_width")
    return (1 - balls.ball(k) / n).sqrt()


def ball_fourier_projection_error(k: int, n: int) -> Any:
    """Distances of all unit vectors from the span, from the sum of squares of their coefficients."""
    check_count(k, "k", 0, n, "fourier_projection_error")
    pairs, odd = divmod(k, 2)
    if k == n:
        return balls.ball(0)
    distances = []
    for j in range(n):
        kept = balls.ball(odd) / n
        for f in range(1, pairs + 1):
            angle = 2 * balls.ball(f * j) / n
            kept = kept + (balls.ball(2) / n) * (angle.cos_pi() ** 2 + angle.sin_pi() ** 2)
        distances.append((1 - kept).sqrt())
    return balls.maximum(distances)


def ball_gelfand_lower_bound(m: int, n: int, q: Any, p: Any) -> Any:
    """Definition with the least admissible s."""
    q = balls.ball(q)
    if not 0 <= m <= n or not q <= 1 or not (balls.is_infinite(p) or balls.ball(p) >= 1):
        raise DomainError(f"m={m}, q={q}, p={p} do not fit n={n} (gelfand_lower_bound)")
    half = balls.power(balls.ball(2), -1 / q)
    if m == n:
        return balls.ball(0)
    return _least(
        n,
        lambda s: _decided(m * balls.ball(3).log(), q * balls.log(balls.ball(count(n, s)))),
        lambda s: half * flat_rate(2 * s, q, p),
    )


def ball_bits_lower_bound(B: int, n: int, q: Any, p: Any) -> Any:
    """Definition with the least admissible s."""
    if B < 0:
        raise DomainError(f"B={B} is outside {{0,1,...}} (bits_lower_bound)")
    return _least(n, lambda s: 2**B < count(n, s), lambda s: flat_rate(s, q, p) / 2)


def ball_dictionary_packing_bound(m: int, M: int, n: int, q: Any, theta: Any) -> Any:
    """Definition with the least admissible s."""
    theta = balls.ball(theta)
    if not 0 <= m <= M or not (theta > 0 and theta < balls.ball(0.5)):
        raise DomainError(f"m={m}, M={M}, theta={theta} are out of range (dictionary_packing_bound)")
    spans = math.comb(M, m) * (3 / (1 - 2 * theta)) ** m
    return _least(n, lambda s: _decided(spans, balls.ball(count(n, s))), lambda s: theta * flat_rate(s, q, 2))


def ball_log_lq_ball_volume(n: int, q: Any) -> Any:
    """Dirichlet's formula."""
    if balls.is_infinite(q):
        return n * balls.ball(2).log()
    q = balls.ball(q)
    return n * (2 * (1 + 1 / q).gamma()).log() - (1 + n / q).lgamma()


def ball_volume_lower_bound(B: int, n: int, q: Any, p: Any) -> Any:
    """Definition."""
    if B < 0:
        raise DomainError(f"B={B} is outside {{0,1,...}} (volume_lower_bound)")
    gap = ball_log_lq_ball_volume(n, q) - ball_log_lq_ball_volume(n, p)
    return ((gap - B * balls.ball(2).log()) / n).exp()
