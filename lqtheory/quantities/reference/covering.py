"""Ball version of the error of a code over the whole unit l_q ball."""

from __future__ import annotations

import itertools
from typing import Any

from lqtheory import balls

__all__ = ["STEPS", "ball_covering_error"]

#: Dimension -> steps of the grid from 0 to 1.
STEPS = {2: 16, 3: 4}


def _norm(v: list[Any], p: Any) -> Any:
    if balls.is_infinite(p):
        return balls.maximum(abs(u) for u in v)
    return balls.power(balls.total(balls.power(abs(u), p) for u in v), 1 / balls.ball(p))


def _error(x: list[Any], words: list[list[Any]], p: Any) -> Any:
    return balls.minimum(_norm([u - v for u, v in zip(x, word, strict=True)], p) for word in words)


def ball_covering_error(C: list[list[Any]], q: Any, p: Any) -> Any:
    """Enclosure of the supremum: over a grid, whose next point towards 0 every point of the ball is close to.

    In one dimension the distance to the nearest word is largest at an end or halfway between two words.
    """
    n = len(C[0])
    if n == 1:
        return _on_the_line([word[0] for word in C])
    steps = STEPS.get(n, 2)
    powers = [balls.power(balls.ball(i) / steps, q) if i else balls.ball(0) for i in range(steps + 1)]
    inside, near = [balls.ball(0)], [balls.ball(0)]
    for place in itertools.product(range(-steps, steps + 1), repeat=n):
        mass = balls.total(powers[abs(i)] for i in place)
        if mass > 1:
            continue
        error = _error([balls.ball(i) / steps for i in place], C, p)
        near.append(error)
        if mass <= 1:
            inside.append(error)
    step, endless = 1 / balls.ball(steps), balls.is_infinite(p)
    least, largest, p = balls.maximum(inside), balls.maximum(near), balls.ball(p)
    if endless:
        above = largest + step
    elif p >= 1:
        above = largest + balls.power(balls.ball(n), 1 / p) * step
    elif p < 1:
        above = balls.power(balls.power(largest, p) + n * balls.power(step, p), 1 / p)
    else:
        above = balls.infinity()
    return balls.hull(least.lower(), above.upper())


def _on_the_line(words: list[Any]) -> Any:
    one, ordered = balls.ball(1), balls.sort_descending(words)
    halves = [balls.maximum([-one, balls.minimum([one, (a + b) / 2])]) for a, b in itertools.pairwise(ordered)]
    return balls.maximum(balls.minimum(abs(x - word) for word in words) for x in (-one, one, *halves))
