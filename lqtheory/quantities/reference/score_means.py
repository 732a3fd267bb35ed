"""Ball versions of margins of means, of selection, and of silent neurons, from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_coreset_repetitions",
    "ball_empirical_bernstein_margin",
    "ball_hoeffding_margin",
    "ball_selection_margin",
    "ball_silent_neuron_bound",
]


def _level(delta: Any, where: str, *counts: int) -> Any:
    delta = balls.ball(delta)
    if not (delta > 0 and delta < 1) or min(counts) < 1:
        raise DomainError(f"delta={delta} or the counts {counts} are out of range ({where})")
    return delta


def ball_hoeffding_margin(n: int, delta: Any) -> Any:
    """Definition."""
    return ((1 / _level(delta, "hoeffding_margin", n)).log() / (2 * n)).sqrt()


def ball_empirical_bernstein_margin(variance: Any, n: int, delta: Any) -> Any:
    """Definition."""
    level = (2 / _level(delta, "empirical_bernstein_margin", n - 1)).log()
    variance = balls.ball(variance)
    if not variance >= 0:
        raise DomainError(f"variance={variance} is negative (empirical_bernstein_margin)")
    return (2 * variance * level / n).sqrt() + 7 * level / (3 * (n - 1))


def ball_selection_margin(k: int, n: int, delta: Any) -> Any:
    """Definition."""
    return 2 * ((2 * k / _level(delta, "selection_margin", k, n)).log() / (2 * n)).sqrt()


def ball_coreset_repetitions(n: int, delta: Any, c: Any) -> Any:
    """Definition."""
    level, c = _level(delta, "coreset_repetitions", n), balls.ball(c)
    if not c > 1:
        raise DomainError(f"c={c} is not above 1 (coreset_repetitions)")
    return ((4 * n / level).log() / c.log()).ceil()


def ball_silent_neuron_bound(k: int, n: int, delta: Any) -> Any:
    """Definition."""
    return 1 - balls.power(_level(delta, "silent_neuron_bound", k, n) / k, balls.ball(1) / n)
