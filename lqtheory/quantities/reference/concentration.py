"""Ball versions of tail bounds and widths; where a ball of arguments leaves a case open, the bound is all of [0, 1]."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = [
    "ball_escape_probability",
    "ball_published_escape_probability",
    "ball_published_tail_bound",
    "ball_published_transition_width",
    "ball_transition_width",
    "ball_volume_lower_tail_bound",
    "ball_volume_tail_bound",
    "ball_volume_upper_tail_bound",
]


def _checked(delta: Any, d: int, h: Any) -> tuple[Any, Any]:
    delta, h = balls.ball(delta), balls.ball(h)
    if not (d >= 1 and delta >= 0 and delta <= d and h >= 0):
        raise DomainError("take d >= 1, 0 <= delta <= d and h >= 0 (volume_tail_bound)")
    return delta, h


def ball_volume_upper_tail_bound(delta: Any, d: int, h: Any) -> Any:
    """Definition, case by case."""
    delta, h = _checked(delta, d, h)
    room = d - delta
    if h == 0:
        return balls.ball(1)
    if h > room or (delta == 0 and h > 0):
        return balls.ball(0)
    if not (delta > 0 and h > 0) or not (h < room or h == room):
        return balls.hull(0, 1)
    grown = (delta + h) * balls.log(1 + h / delta) - h
    shrunk = h if h == room else (room - h) * balls.log(1 - h / room) + h
    return (-balls.maximum([grown, shrunk]) / 2).exp()


def ball_volume_lower_tail_bound(delta: Any, d: int, h: Any) -> Any:
    """The other tail of the polar cone."""
    delta, h = _checked(delta, d, h)
    return ball_volume_upper_tail_bound(d - delta, d, h)


def ball_volume_tail_bound(delta: Any, d: int, h: Any) -> Any:
    """Definition."""
    delta, h = _checked(delta, d, h)
    if h == 0:
        return balls.ball(1)
    scale = balls.minimum([delta, d - delta]) + h / 3
    return (-h * h / 4 / scale).exp() if scale > 0 else balls.hull(0, 1)


def ball_published_tail_bound(delta: Any, d: int, h: Any) -> Any:
    """Definition."""
    delta, h = _checked(delta, d, h)
    if h == 0:
        return balls.ball(4)
    scale = balls.minimum([delta, d - delta]) + h
    return 4 * (-h * h / 8 / scale).exp() if scale > 0 else balls.hull(0, 4)


def ball_transition_width(eta: Any, s: Any) -> Any:
    """Larger root λ of λ²/4 = L (σ² + λ/3)."""
    eta, s = balls.ball(eta), balls.ball(s)
    if not (eta > 0 and eta <= 1 and s >= 0):
        raise DomainError("take 0 < eta <= 1 and s >= 0 (transition_width)")
    log_odds = balls.maximum([-balls.log(eta), balls.ball(0)])
    return 2 * (log_odds / 3 + balls.maximum([log_odds * log_odds / 9 + log_odds * s, balls.ball(0)]).sqrt())


def ball_published_transition_width(eta: Any, d: int) -> Any:
    """Definition."""
    eta = balls.ball(eta)
    if not (eta > 0 and eta <= 1 and d >= 1):
        raise DomainError("take 0 < eta <= 1 and d >= 1 (published_transition_width)")
    return (8 * balls.log(4 / eta) * d).sqrt()


def ball_escape_probability(m: int, h: Any) -> Any:
    """Definition."""
    return _escape(m, h, ball_chi_mean(m) if m >= 1 else None, 1, 2)


def ball_published_escape_probability(m: int, h: Any) -> Any:
    """Definition."""
    return _escape(m, h, m / balls.ball(m + 1).sqrt() if m >= 1 else None, balls.ball(3.5), 18)


def _escape(m: int, h: Any, mean: Any, factor: Any, scale: int) -> Any:
    h = balls.ball(h)
    if m < 1 or not h >= 0:
        raise DomainError("take m >= 1 and h >= 0 (escape_probability)")
    gap = mean - h
    if gap <= 0:
        return balls.ball(0)
    if not gap > 0:
        return balls.hull(0, 1)
    return balls.maximum([1 - factor * (-gap * gap / scale).exp(), balls.ball(0)])
