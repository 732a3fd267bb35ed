"""Trials in floats that spare symbolic work: what is negative somewhere cannot be shown to be nonnegative.

SymPy needs milliseconds to say that it cannot decide a sign, and the sign rules ask it about many forms of the same
expression. Floats only ever *refuse* here: nothing is believed because of them, so that an error could at worst cost a
proof, never the truth. Symbols, and quantities at arguments, take independent values that their assumptions allow,
which is all that the sign rules know of them. Rounding errors are carried along.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
import sympy as sp
from scipy.special import erf, erfc

__all__ = ["Known", "differ_somewhere", "holding", "negative"]

#: Values tried for every symbol at once.
TRIALS = 256
#: What one operation may lose, relatively; and by how many times the estimated error a value must differ from zero.
ROUNDING, SAFETY = 1e-15, 16.0
#: Smaller numbers that are not zero may have lost digits.
_TINY = 1e-300


class Known(Protocol):
    """``expression >= 0``, or ``> 0`` if strict, or ``= 0`` if equation (:class:`lqtheory.checks.signs.Fact`)."""

    @property
    def expression(self) -> sp.Expr:
        """What has a sign."""
        ...

    @property
    def equation(self) -> bool:
        """Whether it is zero."""
        ...


class _Told(NamedTuple):
    """What is known, as :class:`Known`."""

    expression: sp.Expr
    equation: bool


class _Values(NamedTuple):
    """Values at all trials (nan where they are not real) and how far they may be off."""

    value: np.ndarray
    error: np.ndarray

    def above(self) -> np.ndarray:
        """Where it is clearly above zero."""
        with np.errstate(over="ignore"):
            values: np.ndarray = np.isfinite(self.value) & (self.value > SAFETY * self.error)
        return values


#: Functions that are tried; sums, products and powers are, too.
_TRIED = (sp.exp, sp.log, sp.erf, sp.erfc, sp.Max, sp.Min, sp.Abs, sp.floor, sp.ceiling)


class _UnknownError(Exception):
    """The expression has something that is not tried in floats."""


@lru_cache(maxsize=65536)
def negative(expression: sp.Expr) -> np.ndarray | None:
    """Trials at which floats clearly show an expression below zero.

    Parameters
    ----------
    expression : sympy.Expr
        Any expression.

    Returns
    -------
    array of bool, shape (TRIALS,), or None
        ``None`` if there are none, or if the expression has something that is not tried.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> negative(x - x**2) is None, negative(x + x**2) is None
    (False, True)
    """
    values = _values_of(expression)
    if values is None:
        return None
    found = _Values(-values.value, values.error).above()
    return found if found.any() else None


@lru_cache(maxsize=4096)
def holding(facts: tuple[Known, ...]) -> np.ndarray:
    """Trials at which all facts hold with something to spare.

    Never two expressions are equal there because of the facts, which matters: quantities at equal arguments are equal,
    but take independent values here.

    Parameters
    ----------
    facts : tuple of facts
        What is known.

    Returns
    -------
    array of bool, shape (TRIALS,)
        All true if there are no facts; none if one of them is an equation, or has something that is not tried.
    """
    found = np.ones(TRIALS, dtype=bool)
    for fact in facts:
        values = None if fact.equation else _values_of(fact.expression)
        found &= values.above() if values is not None else False
    return found


def differ_somewhere(lhs: sp.Expr, rhs: sp.Expr, facts: Iterable[Known], *, opaque: bool = False) -> bool:
    """Whether floats clearly show two sides to differ at a trial at which all facts hold.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The sides.
    facts : iterable of facts
        What is known.
    opaque : bool
        Whether sums, maxima and functions that are not tried take independent values, too, each for itself: for those
        who do not look into them either.

    Returns
    -------
    bool
        True only if they differ by more than rounding explains; False says nothing.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> differ_somewhere(x**2, x, []), differ_somewhere(sp.sqrt(x**2), x, [])
    (True, False)
    """
    known: tuple[Known, ...] = tuple(facts)
    if opaque:
        lhs, rhs = _opaque(lhs), _opaque(rhs)
        told = (_Told(_opaque(fact.expression), fact.equation) for fact in known)
        # All facts at once seldom hold at any trial; those about other symbols say nothing of these sides.
        about = lhs.free_symbols | rhs.free_symbols
        known = tuple(fact for fact in told if fact.equation or fact.expression.free_symbols <= about)
    left, right = _values_of(lhs), _values_of(rhs)
    if left is None or right is None:
        return False
    with np.errstate(all="ignore"):
        apart = _Values(np.abs(left.value - right.value), left.error + right.error).above()
    return bool(apart.any() and (apart & holding(known)).any())


@lru_cache(maxsize=16384)
def _opaque(expression: sp.Basic) -> sp.Basic:
    """The expression with a positive symbol for each part that is not tried, one for all that multiply out alike.

    Nothing is known of them but a sign, and most that stand under roots and logarithms are positive.
    """
    if not expression.args or _values_of(expression) is not None:
        return expression
    if isinstance(expression, _TRIED) or expression.is_Add or expression.is_Mul or expression.is_Pow:
        return expression.func(*map(_opaque, expression.args))
    sign = "nonpositive" if expression.is_nonpositive else "positive"
    return sp.Symbol(f"opaque {sp.expand(expression)}", real=True, **{sign: True})


@lru_cache(maxsize=65536)
def _values_of(expression: sp.Expr) -> _Values | None:
    with np.errstate(all="ignore"):
        try:
            value, error = _values(expression)
        except (_UnknownError, OverflowError, TypeError, ValueError):
            return None
        return _Values(np.broadcast_to(value, TRIALS), np.broadcast_to(error + ROUNDING * np.abs(value), TRIALS))


def _values(expression: sp.Expr) -> _Values:
    if expression.is_Integer:
        return _number(float(expression), 0.0)
    if expression.is_Rational or isinstance(expression, sp.NumberSymbol):
        return _number(float(expression), ROUNDING)
    if expression.is_Symbol or getattr(type(expression), "quantity", None) is not None:
        return _Values(_drawn(expression), np.zeros(TRIALS))
    parts = [_values(part) for part in expression.args]
    if expression.is_Add:
        total, error = parts[0].value, parts[0].error + ROUNDING * np.abs(parts[0].value)
        for part in parts[1:]:
            total, error = total + part.value, error + part.error + ROUNDING * np.abs(part.value)
        return _Values(total, error)
    if expression.is_Mul:
        return _product(parts)
    if expression.is_Pow:
        return _power(*parts)
    if isinstance(expression, sp.exp):
        value = _normal(np.exp(parts[0].value), np.isfinite(parts[0].value))
        return _Values(value, value * (np.expm1(parts[0].error) + ROUNDING))
    if isinstance(expression, sp.log):
        value = np.log(parts[0].value)
        return _Values(value, -np.log1p(-parts[0].error / parts[0].value) + ROUNDING * np.abs(value))
    if isinstance(expression, (sp.erf, sp.erfc)):
        value = (erf if isinstance(expression, sp.erf) else erfc)(parts[0].value)
        return _Values(value, 2 / math.sqrt(math.pi) * parts[0].error + 4 * ROUNDING * np.abs(value))
    if isinstance(expression, (sp.Max, sp.Min)):
        pick = np.maximum if isinstance(expression, sp.Max) else np.minimum
        error = np.maximum.reduce(np.broadcast_arrays(*(part.error for part in parts)))
        return _Values(pick.reduce(np.broadcast_arrays(*(part.value for part in parts))), error)
    if isinstance(expression, sp.Abs):
        return _Values(np.abs(parts[0].value), parts[0].error)
    if isinstance(expression, (sp.floor, sp.ceiling)):
        whole = np.floor if isinstance(expression, sp.floor) else np.ceil
        reach = SAFETY * (parts[0].error + ROUNDING * np.abs(parts[0].value))
        low, high = whole(parts[0].value - reach), whole(parts[0].value + reach)
        return _Values(np.where(low == high, low, np.nan), np.zeros_like(low))
    raise _UnknownError


def _normal(value: np.ndarray, given: np.ndarray) -> np.ndarray:
    """The values, nan where they come from infinite ones or have lost digits below the normal range of floats."""
    return np.where(given & (np.abs(value) >= _TINY), value, np.nan)


def _number(value: float, rounding: float) -> _Values:
    return _Values(np.array(value), np.array(abs(value) * rounding))


def _product(parts: list[_Values]) -> _Values:
    product, largest = np.ones(1), np.ones(1)
    for part in parts:
        product = product * part.value
        largest = largest * (np.abs(part.value) + part.error)
    size = np.abs(product)
    zero = np.logical_or.reduce(np.broadcast_arrays(*(part.value == 0 for part in parts)))
    product = np.where(zero, product, _normal(product, np.isfinite(product)))
    return _Values(product, largest - size + len(parts) * ROUNDING * size)


def _power(base: _Values, exponent: _Values) -> _Values:
    value = np.power(base.value, exponent.value)
    relative = np.abs(exponent.value) * -np.log1p(-base.error / np.abs(base.value))
    relative = relative + np.abs(np.log(np.abs(base.value))) * (exponent.error + ROUNDING * np.abs(exponent.value))
    error = np.abs(value) * (np.expm1(relative) + ROUNDING)
    exact = (base.value == 0) & (base.error == 0)
    value = np.where(exact, value, _normal(value, np.isfinite(base.value) & np.isfinite(exponent.value)))
    return _Values(value, np.where(exact, 0.0, error))


@lru_cache(maxsize=65536)
def _drawn(atom: sp.Basic) -> np.ndarray:
    """Values of a symbol that its assumptions allow, the same in every run: its name says which."""
    if atom.is_real is not True or any(getattr(atom, f"is_{word}") for word in ("even", "odd", "prime", "zero")):
        raise _UnknownError
    rng = np.random.default_rng(zlib.crc32(str(atom).encode()))
    sizes, zeros = np.exp(rng.uniform(-4.0, 4.0, TRIALS)), rng.random(TRIALS) < 0.15
    if atom.is_integer:
        sizes = np.ceil(sizes)
    if not (atom.is_positive or atom.is_negative or atom.is_nonzero):
        sizes = np.where(zeros, 0.0, sizes)
    if atom.is_nonnegative:
        return sizes
    return -sizes if atom.is_nonpositive else sizes * rng.choice([-1.0, 1.0], TRIALS)
