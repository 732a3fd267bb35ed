"""Where choices come from, and scalars drawn from them.

A *source* answers four questions: an integer in a range, one of several items, a number in [0, 1], a seeded generator.
One recipe therefore serves NumPy's generators and Hypothesis alike. Scalars visit the ends of their ranges, simple
fractions, and simple multiples of the reals before them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar

import numpy as np

from lqtheory.bounds import bound_value
from lqtheory.domain import Integer, Real
from lqtheory.errors import DomainError

__all__ = ["NICE", "EmptyRangeError", "NumpySource", "Source", "draw_integer", "draw_real", "scalar_range", "short"]

Item = TypeVar("Item")

#: Values at which closed forms tend to be simple, simplest first.
NICE = (1.0, 2.0, 0.5, 3.0, 1.5, 0.25, 0.75, 4.0, 0.125, 1.25, 2.5, 5.0, 6.0, 8.0, 0.1, 0.2, 0.9, 10.0)
#: Multiples of earlier reals that are tried: p = 2q makes many extremal counts whole numbers.
MULTIPLES = (2.0, 1.0, 0.5, 1.5, 4.0, 3.0, 1.25)


class EmptyRangeError(DomainError):
    """No value is allowed for a parameter once the earlier ones are drawn, or every draw was rejected."""


class Source(Protocol):
    """Where choices come from; smaller numbers and earlier items are the simpler choices."""

    def integer(self, low: int, high: int) -> int:
        """An integer in {low, ..., high}."""
        ...

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        ...

    def unit(self) -> float:
        """A number in [0, 1]."""
        ...

    def generator(self) -> np.random.Generator:
        """A generator whose seed is a choice."""
        ...


class NumpySource:
    """Choices from a NumPy generator.

    Parameters
    ----------
    rng : numpy.random.Generator
        The generator.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def integer(self, low: int, high: int) -> int:
        """An integer in {low, ..., high}, uniform."""
        return int(self._rng.integers(low, high, endpoint=True))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, uniform."""
        return items[int(self._rng.integers(len(items)))]

    def unit(self) -> float:
        """A number in [0, 1), uniform."""
        return float(self._rng.random())

    def generator(self) -> np.random.Generator:
        """A generator of its own stream."""
        return np.random.default_rng(int(self._rng.integers(1 << 32)))


def scalar_range(name: str, member: Integer | Real, values: Mapping[str, Any]) -> tuple[float, float]:
    """Where search looks for a scalar: its typical range inside its bounds, given the earlier values.

    Parameters
    ----------
    name : str
        Name of the parameter, for the error text.
    member : Integer or Real
        The parameter.
    values : mapping
        Values of the earlier parameters.

    Returns
    -------
    tuple of float
        ``(low, high)``; an end may be excluded by the member itself.

    Raises
    ------
    EmptyRangeError
        If the bounds leave no value.
    """
    low = -math.inf if member.low is None else bound_value(member.low, values)
    high = bound_value(member.high, values)
    ends = [bound_value(bound, values) for bound in member.typical_range()]
    typical = max(low, ends[0]), min(high, ends[1])
    if _holds_values(member, *typical):
        return typical
    wide = (low, min(high, low + 8)) if math.isfinite(low) else (high - 8, high)
    if not _holds_values(member, *wide):
        raise EmptyRangeError(f"no value is allowed for {member.text(name)} at {short(values)}; widen its bounds")
    return wide


def _holds_values(member: Integer | Real, low: float, high: float) -> bool:
    if isinstance(member, Integer):
        return math.ceil(low) <= math.floor(high)
    return low < high or (low == high and member.closed == "both")


def short(values: Mapping[str, Any]) -> str:
    """The scalars among some values, in a few words for error texts."""
    scalars = [f"{k}={v:.6g}" for k, v in values.items() if isinstance(v, (int, float, Fraction))]
    return ", ".join(scalars) or "the start"


def draw_integer(source: Source, name: str, member: Integer, values: Mapping[str, Any]) -> int:
    """An integer: half of them near the lower end, some at the ends.

    Parameters
    ----------
    source : Source
        Where choices come from.
    name : str
        Name of the parameter, for error texts.
    member : Integer
        The parameter.
    values : mapping
        Values of the earlier parameters.

    Returns
    -------
    int
        A value inside its typical range and its bounds.

    Raises
    ------
    EmptyRangeError
        If the bounds leave no value.
    """
    ends = scalar_range(name, member, values)
    low, high = math.ceil(ends[0]), math.floor(ends[1])
    way = source.integer(0, 5)
    if way <= 2:
        return source.integer(low, min(high, low + 10))
    return source.integer(low, high) if way <= 4 else source.pick((low, high, max(low, high - 1)))


def draw_real(source: Source, name: str, member: Real, values: Mapping[str, Any]) -> float:
    """A real: simple values more often than generic ones, ends and infinity now and then.

    Parameters
    ----------
    source : Source
        Where choices come from.
    name : str
        Name of the parameter, for error texts.
    member : Real
        The parameter.
    values : mapping
        Values of the earlier parameters.

    Returns
    -------
    float
        A value inside its typical range and its bounds.

    Raises
    ------
    EmptyRangeError
        If the bounds leave no value.
    """
    low, high = scalar_range(name, member, values)
    if member.infinite and source.integer(0, 9) == 9:
        return math.inf
    reals = [float(v) for v in values.values() if isinstance(v, float) and math.isfinite(v)]
    nice = [v for v in (*NICE, *(r * c for r in reals for c in MULTIPLES)) if _inside(member, v, low, high)]
    way = source.integer(0, 9)
    if way <= 5 and nice:
        return source.pick(nice)
    if way == 9:
        value = _near_end(source, member, low, high)
    else:
        value = low + (high - low) * source.unit()
    rounded = round(value, 3)
    value = rounded if _inside(member, rounded, low, high) and way != 9 else value
    return value if _inside(member, value, low, high) else low + (high - low) / 2


def _near_end(source: Source, member: Real, low: float, high: float) -> float:
    """An end of the range where it belongs to it, or a point very near."""
    step = (high - low) * 2.0 ** -source.integer(2, 30)
    upper = source.integer(0, 1) == 1
    if (member.includes_high if upper else member.includes_low) and source.integer(0, 1) == 0:
        return high if upper else low
    return high - step if upper else low + step


def _inside(member: Real, value: float, low: float, high: float) -> bool:
    above = value >= low if member.includes_low else value > low
    return above and (value <= high if member.includes_high else value < high)
