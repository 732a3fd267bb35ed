"""Structured vectors from choices: the families of :mod:`lqtheory.instances`, shaped by the integers drawn before.

Sharp bounds are attained by flat vectors, staircases, spikes and power laws at counts like k, k+1 or 2k; plain random
vectors practically never come near.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lqtheory import instances
from lqtheory.bounds import bound_value
from lqtheory.checks.sources import EmptyRangeError, Source, short
from lqtheory.domain import Vector

__all__ = ["draw_vector"]

#: Levels of structured vectors, simplest first.
LEVELS = (1.0, 2.0, 3.0, 0.5, 4.0, 10.0, 0.1, 5.0, 20.0, 100.0, 0.01, 1000.0, 1e-4)


def _draw_count(source: Source, n: int, values: Mapping[str, Any]) -> int:
    """A count in {1, ..., n}: often near the integers drawn before (k, k+1, 2k, ...)."""
    drawn = [v for v in values.values() if isinstance(v, int)]
    hints = [h for v in drawn for h in (v, v + 1, 2 * v, 3 * v, v - 1, v + 2) if 1 <= h <= n]
    if source.integer(0, 2) == 0 or not hints:
        return source.integer(1, n)
    return source.pick((*hints, 1, n))


def _draw_level(source: Source) -> float:
    if source.integer(0, 2) <= 1:
        return source.pick(LEVELS)
    return float(f"{10 ** (6 * source.unit() - 3):.3g}")


def _few_integers(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    """Up to eight small integers, the last of them repeated to the end (or zeros behind them)."""
    top = source.pick((3, 10, 50))
    shown = [source.integer(0, top) for _ in range(min(n, source.integer(1, 8)))]
    filler = source.pick((0, 1, shown[-1]))
    return np.array([*shown, *[filler] * (n - len(shown))], dtype=np.float64)


def _flat(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    return instances.flat(n, _draw_count(source, n, values))


def _two_level(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    return instances.two_level(n, _draw_count(source, n, values), _draw_level(source), 1.0)


def _levels(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    counts = [_draw_count(source, n, values)]
    while sum(counts) < n and len(counts) < 3:
        counts.append(source.integer(0, n - sum(counts)))
    return instances.levels(n, counts, [_draw_level(source) for _ in counts])


def _geometric(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    return instances.geometric(n, source.pick((0.5, 0.25, 0.75, 0.9, 0.1, 0.99)))


def _power_law(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    reals = [1 / v for v in values.values() if isinstance(v, float) and 0.05 < v < 100]
    return instances.power_law(n, source.pick((1.0, 0.5, 2.0, 0.25, *reals)))


def _sparse_plus_tail(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    return instances.sparse_plus_tail(n, _draw_count(source, n, values), 10.0 ** -source.integer(1, 8))


def _spike(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    return instances.spike(n, _draw_level(source), min(n - 1, _draw_count(source, n, values)))


def _random(source: Source, n: int, values: Mapping[str, Any]) -> np.ndarray:
    """Heavy or light tails, two decimals; every entry from one seeded generator."""
    power = source.pick((1.0, 3.0, 0.3))
    x = source.generator().standard_normal(n)
    rounded = np.round(np.sign(x) * np.abs(x) ** power, 2)
    return rounded if rounded.any() else np.ones(n)


#: Recipes of vectors; those that attain sharp bounds most often come several times.
VECTORS: tuple[Callable[[Source, int, Mapping[str, Any]], np.ndarray], ...] = (
    _few_integers, _flat, _flat, _two_level, _levels, _levels,
    _spike, _sparse_plus_tail, _geometric, _power_law, _random,
)  # fmt: skip


def draw_vector(source: Source, name: str, member: Vector, values: Mapping[str, Any]) -> np.ndarray:
    """A vector of a random family; sometimes permuted, with random signs, or at an extreme scale.

    Parameters
    ----------
    source : Source
        Where choices come from.
    name : str
        Name of the parameter, for error texts.
    member : Vector
        The parameter.
    values : mapping
        Values of the earlier parameters.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)
        A vector that the member allows.

    Raises
    ------
    EmptyRangeError
        If it would have no entries.
    """
    n = int(bound_value(member.size, values))
    if n < 1:
        raise EmptyRangeError(f"{name} would have {n} entries at {short(values)}; give it at least one")
    x = source.pick(VECTORS)(source, n, values)
    if source.integer(0, 9) == 9:
        x = source.generator().permutation(x)
    if member.sign == "real" and source.integer(0, 9) == 9:
        x = x * source.generator().choice((-1.0, 1.0), n)
    return _constrained(x * _draw_scale(source), member, values)


def _draw_scale(source: Source) -> float:
    way = source.integer(0, 29)
    if way <= 24:
        return 1.0
    return source.pick((2.0, 0.5, 1024.0, 2.0**-20)) if way <= 28 else source.pick((2.0**200, 2.0**-200))


def _constrained(x: np.ndarray, member: Vector, values: Mapping[str, Any]) -> np.ndarray:
    """The nearest simple vector that the member allows."""
    if member.sign != "real":
        x = np.abs(x)
    if member.sign == "positive":
        x = np.where(x > 0, x, x[x > 0].min() if x.any() else 1.0)
    if member.nonzeros is not None:
        allowed = int(bound_value(member.nonzeros, values))
        x = np.where(np.cumsum(x != 0) <= allowed, x, 0.0)
    if member.nonzero and not x.any():
        x = instances.flat(x.size, 1)
    return x
