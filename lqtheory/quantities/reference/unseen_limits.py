"""Ball versions of limits for unseen inputs, from the definitions, and roots of monotone functions between balls."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.numbers import ball_class
from lqtheory.errors import DomainError

__all__ = [
    "ball_clopper_pearson_lower",
    "ball_clopper_pearson_upper",
    "ball_conformal_rank",
    "ball_dkw_margin",
    "ball_tolerance_rank",
    "binomial_mass",
    "monotone_root",
]

#: Halvings of the unit interval: an enclosure of radius 2^-81.
_HALVINGS = 80


#: Halvings that a good proposal saves.
_PROPOSED = 40


def monotone_root(below: Callable[[Any], Any], above: Callable[[Any], Any], near: float | None = None) -> Any:
    """The point of [0, 1] up to which ``below`` may hold and from which ``above`` does, between decided points.

    Parameters
    ----------
    below, above : callable
        Whether a dyadic number, as a ball, is certainly below, or certainly above the root; false if undecided.
    near : float, optional
        Where the root is thought to be. The answer does not depend on it, but it comes sooner: the halvings begin with
        a short interval around it if both of its ends are decided.

    Returns
    -------
    ball
        From the largest point found below to the smallest found above.
    """
    place, depth = 0, 0  # the interval [place, place + 1] / 2^depth
    if near is not None and 0.0 < near < 1.0:
        found = math.floor(math.ldexp(near, _PROPOSED))
        if below(_dyadic(found, _PROPOSED)) and above(_dyadic(found + 1, _PROPOSED)):
            place, depth = found, _PROPOSED
    while depth < _HALVINGS:
        middle = _dyadic(2 * place + 1, depth + 1)
        if below(middle):
            place, depth = 2 * place + 1, depth + 1
        elif above(middle):
            place, depth = 2 * place, depth + 1
        else:  # the root lies near the middle, or the arguments are intervals: each end by itself
            halves = 2 * place, 2 * place + 1
            return balls.hull(_last(below, halves[0], depth + 1), _first(above, halves[1], depth + 1))
    return balls.hull(_dyadic(place, depth), _dyadic(place + 1, depth))


def _dyadic(place: int, depth: int) -> Any:
    """The exact ball of place / 2^depth; a fraction would take longer."""
    return ball_class()((place, -depth))


def _last(holds: Callable[[Any], Any], place: int, depth: int) -> Any:
    for deeper in range(depth + 1, depth + 1 + _HALVINGS):
        place = 2 * place + 1 if holds(_dyadic(2 * place + 1, deeper)) else 2 * place
    return _dyadic(place, depth + _HALVINGS)


def _first(holds: Callable[[Any], Any], place: int, depth: int) -> Any:
    for deeper in range(depth + 1, depth + 1 + _HALVINGS):
        place = 2 * place if holds(_dyadic(2 * place + 1, deeper)) else 2 * place + 1
    return _dyadic(place + 1, depth + _HALVINGS)


def binomial_mass(n: int, counts: Iterable[int], p: Any) -> Any:
    """Probability that Bin(n, p) is one of the counts, a sum of positive terms."""
    return balls.total(math.comb(n, j) * p**j * (1 - p) ** (n - j) for j in counts)


def _level(delta: Any, where: str, high: Fraction | int = 1, closed: bool = False) -> Any:
    delta = balls.ball(delta)
    if not (delta > 0 and (delta <= balls.ball(high) if closed else delta < balls.ball(high))):
        raise DomainError(f"a level {delta} is outside (0, {high}) ({where})")
    return delta


def ball_clopper_pearson_upper(k: int, n: int, delta: Any) -> Any:
    """Definition: P(Bin(n, p) <= k) falls in p."""
    delta = _level(delta, "clopper_pearson_upper")
    if not 0 <= k <= n or n < 1:
        raise DomainError(f"k={k} is outside 0..n with n={n} (clopper_pearson_upper)")
    if k == n:
        return balls.ball(1)
    tail = lambda p: binomial_mass(n, range(k + 1), p)  # noqa: E731
    return monotone_root(lambda p: tail(p) > delta, lambda p: tail(p) < delta)


def ball_clopper_pearson_lower(k: int, n: int, delta: Any) -> Any:
    """Definition: P(Bin(n, p) >= k) rises in p."""
    delta = _level(delta, "clopper_pearson_lower")
    if not 0 <= k <= n or n < 1:
        raise DomainError(f"k={k} is outside 0..n with n={n} (clopper_pearson_lower)")
    if k == 0:
        return balls.ball(0)
    tail = lambda p: binomial_mass(n, range(k, n + 1), p)  # noqa: E731
    return monotone_root(lambda p: tail(p) < delta, lambda p: tail(p) > delta)


def ball_dkw_margin(n: int, delta: Any) -> Any:
    """Definition."""
    delta = _level(delta, "dkw_margin", Fraction(1, 2), closed=True)
    if n < 1:
        raise DomainError(f"n={n} is not positive (dkw_margin)")
    return ((1 / delta).log() / (2 * n)).sqrt()


def ball_conformal_rank(n: int, alpha: Any) -> Any:
    """Definition."""
    alpha = _level(alpha, "conformal_rank")
    if n < 1:
        raise DomainError(f"n={n} is not positive (conformal_rank)")
    return ((1 - alpha) * (n + 1)).ceil()


def ball_tolerance_rank(n: int, alpha: Any, delta: Any) -> Any:
    """Definition: from the first rank that may do to the first that certainly does."""
    alpha, delta = _level(alpha, "tolerance_rank"), _level(delta, "tolerance_rank")
    if n < 1:
        raise DomainError(f"n={n} is not positive (tolerance_rank)")
    tails = [binomial_mass(n, range(k, n + 1), 1 - alpha) for k in range(1, n + 1)]
    possible = next((k for k, tail in enumerate(tails, 1) if not tail > delta), n + 1)
    certain = next((k for k, tail in enumerate(tails, 1) if tail <= delta), n + 1)
    return balls.hull(balls.ball(possible), balls.ball(certain))
