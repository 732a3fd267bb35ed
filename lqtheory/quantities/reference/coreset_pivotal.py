"""Ball versions of pivotal sampling: every sequence of plays, then every set of units, from the definitions.

Probabilities above 1 count as 1, so that what is measured has a value before an assumption is looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError, UnsupportedError

__all__ = [
    "ball_largest_pivotal_size",
    "ball_least_pivotal_size",
    "ball_mean_after_plays",
    "ball_moment_after_plays",
]

_UNITS = 12


def _is_open(p: Any) -> bool:
    """Whether a unit is undecided; an enclosure that touches 0 or 1 does not tell."""
    if p == 0 or p == 1:
        return False
    if p > 0 and p < 1:
        return True
    raise UnsupportedError(f"it is not decided whether the probability {p} is 0 or 1 (pivotal sampling)")


def _plays(p: list[Any], merges: Sequence[tuple[int, int]], k: int) -> Iterator[tuple[Any, list[Any]]]:
    """Chances and probabilities after k plays, one sequence of outcomes after the other."""
    if len(p) > _UNITS:
        raise UnsupportedError(f"the outcomes of n={len(p)} units are too many (pivotal sampling)")
    if any(x < 0 for x in p):
        raise DomainError("a probability is negative (pivotal sampling)")
    p = [x.min(balls.ball(1)) for x in p]

    def walk(chance: Any, now: list[Any], members: list[set[int]], step: int) -> Iterator[tuple[Any, list[Any]]]:
        if step >= min(k, len(p)):
            yield chance, now
            return
        if step == len(p) - 1:  # the coin
            for j in (j for j in range(len(p)) if _is_open(now[j])):
                for value, share in ((1, now[j]), (0, 1 - now[j])):
                    yield chance * share, [balls.ball(value) if i == j else x for i, x in enumerate(now)]
                return
            yield chance, now
            return
        left, right = merges[step]
        joined = [m | members[right] if i == left else m for i, m in enumerate(members)]
        playing = [[j for j in sorted(members[place]) if _is_open(now[j])] for place in (left, right)]
        if not (playing[0] and playing[1]):
            yield from walk(chance, now, joined, step + 1)
            return
        (first,), (second,) = playing
        for share, winner, loser, values in _outcomes(now, first, second):
            after = {winner: values[0], loser: values[1]}
            yield from walk(chance * share, [after.get(i, x) for i, x in enumerate(now)], joined, step + 1)

    return walk(balls.ball(1), p, [{j} for j in range(len(p))], 0)


def _outcomes(now: list[Any], first: int, second: int) -> Iterator[tuple[Any, int, int, tuple[Any, Any]]]:
    """Chance, winner, loser, and what they get."""
    a, b = now[first], now[second]
    total = a + b
    if total <= 1:
        pair = (total, balls.ball(0))
        yield a / total, first, second, pair
        yield b / total, second, first, pair
    elif total > 1:
        pair = (balls.ball(1), total - 1)
        yield (1 - b) / (2 - total), first, second, pair
        yield (1 - a) / (2 - total), second, first, pair
    else:
        raise UnsupportedError(f"it is not decided whether {a} + {b} is at most 1 (pivotal sampling)")


def _vectors(*vectors: Any) -> list[list[Any]]:
    found = [balls.ball_vector(v) for v in vectors]
    if len({len(v) for v in found}) != 1:
        raise ShapeError(f"there are {', '.join(str(len(v)) for v in found)} entries (pivotal sampling)")
    return found


def _samples(p: Any, merges: Any, k: int) -> Iterator[tuple[Any, tuple[int, ...]]]:
    """Sets of units with their chances: k plays, and then what is undecided by itself."""
    for chance, now in _plays(p, merges, int(k)):
        undecided = [_is_open(x) for x in now]
        choices = [(0, 1) if open_ else (1,) if x == 1 else (0,) for open_, x in zip(undecided, now, strict=True)]
        for kept in itertools.product(*choices):
            share = chance
            for j, open_ in enumerate(undecided):
                if open_:
                    share = share * (now[j] if kept[j] else 1 - now[j])
            yield share, kept


def ball_mean_after_plays(u: Any, p: Any, T: Any, k: int) -> Any:
    """Definition: the mean of sum u_j I_j."""
    u, p = _vectors(u, p)
    return balls.total(c * balls.total(x for x, i in zip(u, kept, strict=True) if i) for c, kept in _samples(p, T, k))


def ball_moment_after_plays(u: Any, w: Any, p: Any, T: Any, k: int) -> Any:
    """Definition: the mean of (sum u_j I_j)(sum w_j I_j)."""
    u, w, p = _vectors(u, w, p)
    return balls.total(
        chance
        * balls.total(x for x, i in zip(u, kept, strict=True) if i)
        * balls.total(x for x, i in zip(w, kept, strict=True) if i)
        for chance, kept in _samples(p, T, k)
    )


def _sizes(p: Any, merges: Any) -> list[int]:
    (p,) = _vectors(p)
    return [sum(kept) for _, kept in _samples(p, merges, len(p))]


def ball_least_pivotal_size(p: Any, T: Any) -> Any:
    """Definition; every outcome of a play of undecided units has a positive chance."""
    return balls.ball(min(_sizes(p, T)))


def ball_largest_pivotal_size(p: Any, T: Any) -> Any:
    """Definition."""
    return balls.ball(max(_sizes(p, T)))
