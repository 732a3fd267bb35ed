"""Ball arithmetic for compiled expressions: numbers are balls, vectors are lists of balls, integers stay ``int``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import sympy as sp

from lqtheory.balls.numbers import ball, ball_class, hull, infinity, log, maximum, minimum
from lqtheory.balls.numbers import power as ball_power
from lqtheory.errors import UnsupportedError

if TYPE_CHECKING:
    from flint import arb

__all__ = ["BALLS", "BallOperations"]


def _lift(operation: Callable[..., Any], *args: Any) -> Any:
    """Apply a scalar operation componentwise where some argument is a vector."""
    length = next((len(a) for a in args if type(a) is list), None)
    if length is None:
        return operation(*map(ball, args))
    columns = [a if isinstance(a, list) else [a] * length for a in args]
    return [operation(*(ball(c[i]) for c in columns)) for i in range(length)]


def _are_balls(a: Any, b: Any) -> bool:
    """Whether both are balls already, the usual case."""
    kind = ball_class()
    return type(a) is kind and type(b) is kind


def _as_balls(value: Any) -> Any:
    return value if not isinstance(value, (int, float)) else ball(value)


def _zeta(s: arb, *a: arb) -> arb:
    return s.zeta(*a)


@functools.lru_cache(maxsize=1024)
def _integer(value: sp.Expr) -> arb:
    """An integer is exact at every precision, so its ball can be kept."""
    return ball(int(value))


@functools.lru_cache(maxsize=1024)
def _rational(value: sp.Expr) -> Any:
    from flint import fmpq

    return fmpq(int(value.p), int(value.q))


def _step(t: arb, at_zero: arb) -> arb:
    """Heaviside's function; at 0 its value there and everything between 0 and 1, as slopes of maxima need it."""
    if not t.is_finite():
        return t - t  # not a number: there is no step of what has no value
    return ball(1) if t > 0 else ball(0) if t < 0 else hull(Fraction(0), Fraction(1)).union(at_zero)


def _sign(t: arb) -> arb:
    return t.sgn() if t.is_finite() else t - t


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": lambda t: t.exp(),
    "log": log,
    "Abs": lambda t: abs(t),
    "sign": _sign,
    "Heaviside": _step,
    "floor": lambda t: t.floor(),
    "ceiling": lambda t: t.ceil(),
    "gamma": lambda t: t.gamma(),
    "loggamma": lambda t: t.lgamma(),
    "erf": lambda t: t.erf(),
    "erfc": lambda t: t.erfc(),
    "sin": lambda t: t.sin(),
    "cos": lambda t: t.cos(),
    "tan": lambda t: t.tan(),
    "atan": lambda t: t.atan(),
    "sinh": lambda t: t.sinh(),
    "cosh": lambda t: t.cosh(),
    "tanh": lambda t: t.tanh(),
    "zeta": _zeta,
}


class BallOperations:
    """Operations of rigorous arithmetic (see :class:`lqtheory.expressions.Operations`)."""

    fixed_constants = False

    def constant(self, value: sp.Expr) -> arb:
        """Enclosure of a SymPy number."""
        if value.is_Integer:
            return _integer(value)
        if value.is_Rational:
            return ball_class()(_rational(value))
        from flint import arb

        if value.is_Float:
            return ball(Fraction(*map(int, sp.Rational(value).as_numer_denom())))
        known = {sp.pi: arb.pi, sp.E: arb.const_e, sp.EulerGamma: arb.const_euler, sp.Catalan: arb.const_catalan}
        if value in known:
            return known[value]()
        if value is sp.S.Infinity:
            return infinity()
        if value is sp.S.NegativeInfinity:
            return -infinity()
        raise UnsupportedError(f"the constant {value} has no ball")

    def add(self, terms: list[Any]) -> Any:
        """Sum."""
        result = terms[0]
        for term in terms[1:]:
            result = result + term if _are_balls(result, term) else _lift(lambda a, b: a + b, result, term)
        return result

    def multiply(self, factors: list[Any]) -> Any:
        """Product."""
        result = factors[0]
        for factor in factors[1:]:
            result = result * factor if _are_balls(result, factor) else _lift(lambda a, b: a * b, result, factor)
        return result

    def power(self, base: Any, exponent: Any, base_nonnegative: bool) -> Any:
        """Power; integer exponents exactly, real ones of nonnegative bases by :func:`lqtheory.balls.power`."""

        def scalar(b: arb, e: arb) -> arb:
            integer = e.unique_fmpz() if e.is_exact() else None
            if integer is not None and e == integer and (not b.is_zero() or integer >= 0):
                return b**integer if b.is_finite() else b**e
            if base_nonnegative or b >= 0:
                return ball_power(b, e)
            return b**e

        return scalar(base, exponent) if _are_balls(base, exponent) else _lift(scalar, base, exponent)

    def function(self, name: str, args: list[Any]) -> Any:
        """Elementary function by SymPy name."""
        if name not in FUNCTIONS:
            raise UnsupportedError(f"the function {name} has no ball version")
        return _lift(FUNCTIONS[name], *args)

    def quantity(self, quantity: Any, args: list[Any]) -> Any:
        """Ball version of a quantity."""
        if quantity.ball is None:
            raise UnsupportedError(f"the quantity {quantity.name} is only estimated and has no ball version")
        counts = quantity.integer_arguments
        pairs = zip(quantity.arguments, args, strict=True)
        return quantity.ball(*(self.integer(a) if name in counts else _as_balls(a) for name, a in pairs))

    def maximum(self, values: list[Any]) -> Any:
        """Largest of several values."""
        return _lift(lambda *items: maximum(items), *values)

    def minimum(self, values: list[Any]) -> Any:
        """Smallest of several values."""
        return _lift(lambda *items: minimum(items), *values)

    def integer(self, value: Any) -> int:
        """The integer inside a ball or an ``int``."""
        if isinstance(value, int):
            return value
        whole = ball(value).unique_fmpz()
        if whole is None:
            raise UnsupportedError(f"{value} does not determine an integer")
        return int(whole)


BALLS = BallOperations()
