"""Interval arithmetics that can be asked for lower bounds: ball arithmetic, and whatever else is an :class:`Engine`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from lqtheory.balls import ball, precision
from lqtheory.balls.expressions import BALLS
from lqtheory.checks.boxes import ball_environment
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.expressions import Compiled, compile_expression

__all__ = ["Engine", "FlintEngine"]

RationalBox = Mapping[str, tuple[Fraction, Fraction]]


class Engine(Protocol):
    """An interval arithmetic."""

    name: str

    def bounds(self, expression: Any, box: RationalBox) -> tuple[Fraction, Fraction] | None:
        """Rational numbers below and above the expression on the box, or ``None`` where it has no answer."""
        ...

    def at_least(self, expression: Any, box: RationalBox, bound: Fraction) -> bool:
        """Whether it shows the expression to be at least the bound at every point of the box."""
        ...


#: Bits of the longest end that is written as a fraction: exp(1/t) near 0 would fill the memory.
LONGEST = 1 << 20


@lru_cache(maxsize=4096)
def _compiled(expression: Any) -> Compiled:
    return compile_expression(expression, BALLS)


def _exact(end: Any) -> Fraction:
    mantissa, exponent = (int(v) for v in end.man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


class FlintEngine:
    """Ball arithmetic of FLINT.

    Parameters
    ----------
    bits : int
        Working precision.
    """

    name = "flint"

    def __init__(self, bits: int = 113) -> None:
        self.bits = bits

    def _value(self, expression: Any, box: RationalBox) -> Any:
        with precision(self.bits):
            try:
                value = ball(_compiled(expression)(ball_environment(box)))
            except (DomainError, UnsupportedError, ZeroDivisionError):
                return None
        return value if value.is_finite() else None

    def bounds(self, expression: Any, box: RationalBox) -> tuple[Fraction, Fraction] | None:
        """Rational numbers below and above the expression on the box, or ``None`` where it has no answer."""
        value = self._value(expression, box)
        if value is None:
            return None
        ends = value.lower(), value.upper()
        if any(abs(int(end.man_exp()[1])) > LONGEST for end in ends):
            return None
        return _exact(ends[0]), _exact(ends[1])

    def at_least(self, expression: Any, box: RationalBox, bound: Fraction) -> bool:
        """Whether balls show the expression to be at least the bound at every point of the box."""
        found = self.bounds(expression, box)
        return found is not None and found[0] >= bound
