"""Expressions in the words of the second checker: what stands in them as variables, which divisors must not be 0."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, NamedTuple

import sympy as sp

from lqtheory.errors import UnsupportedError
from lqtheory.expressions import MaxOver

__all__ = ["PI", "PI_NAME", "Plan", "Range", "arguments", "compared", "planned", "range_of", "rounded_outwards"]

#: The two ends of an interval.
Range = tuple[Fraction, Fraction]

#: Rational numbers around pi; the checker knows no constant, and takes it for a variable of this range.
PI = (Fraction("3.14159265358979323846264338327950288"), Fraction("3.14159265358979323846264338327950289"))
PI_NAME = "constant pi"  # no parameter has a space in its name
_LONGEST_RANGE = 64
_LONG = f"maxima and sums over more than {_LONGEST_RANGE} numbers"
#: Ends of ranges with longer fractions are rounded outwards to so many binary digits.
_DIGITS = 64
_FUNCTIONS = ("sin", "cos", "sinh", "cosh")
#: Functions that jump where their argument is 0, with their least and largest value; and those that jump more often.
_STEPS = {"Heaviside": (0, 1), "sign": (-1, 1)}
_WHOLE = {"floor": math.floor, "ceiling": math.ceil}


class Plan(NamedTuple):
    """How an expression is asked about.

    Parameters
    ----------
    expression : sympy.Expr
        The expression.
    names : tuple of str
        Its parameters.
    parts : mapping of str to sympy.Expr
        What stands in it as variables, by their names.
    words : leancert expression or None
        The rest in leancert's words.
    conditions : tuple of (str, sympy.Expr)
        Parts of the rest that must not be 0 (divisors), or must be above it (arguments of logarithms).
    missing : str
        The first function that has no word; empty if there is none.
    """

    expression: Any
    names: tuple[str, ...]
    parts: Mapping[str, Any]
    words: Any
    conditions: tuple[tuple[str, Any], ...]
    missing: str


def planned(expression: Any, exact: bool, lean: Any) -> Plan:
    """How an expression is asked about.

    Parameters
    ----------
    expression : sympy.Expr
        The expression.
    exact : bool
        Whether in exact fractions, where only maxima and steps stand as variables.
    lean : module
        The package leancert.

    Returns
    -------
    Plan
        Without words where a function has none.
    """
    # Before anything stands as a variable: a divisor must be asked about in the words in which it is divided by.
    expression = expression.replace(sp.tanh, lambda t: 1 - 2 / (sp.exp(2 * t) + 1))
    nodes = _outermost(expression, exact)
    parts = {f"part {number}": node for number, node in enumerate(nodes)}  # no parameter has a space in its name
    rest = expression.xreplace({node: sp.Symbol(name, real=True) for name, node in parts.items()})
    translation = _Translation(lean)
    words, missing = None, ""
    try:
        words = translation.of(rest)
    except UnsupportedError as error:
        missing = str(error)
    names = tuple(sorted(str(symbol) for symbol in expression.free_symbols))
    return Plan(expression, names, parts, words, tuple(dict.fromkeys(translation.conditions)), missing)


class _Translation:
    """An expression in leancert's words.

    Parameters
    ----------
    lean : module
        The package.
    """

    def __init__(self, lean: Any) -> None:
        self._lean = lean
        #: Parts that must not be 0 (divisors), or must be above it (arguments of logarithms).
        self.conditions: list[tuple[str, Any]] = []

    def of(self, node: Any) -> Any:
        """The translation; its conditions are noted."""
        lean, kind = self._lean, type(node).__name__
        if node.is_Rational:
            return lean.const(Fraction(int(node.p), int(node.q)))
        if node.is_Symbol:
            return lean.var(str(node))
        if node is sp.pi:
            return lean.var(PI_NAME)
        if node is sp.E:
            return lean.exp(lean.const(1))
        if node.is_Pow or kind == "exp":
            return self._power(*node.as_base_exp())
        if node.is_Add:
            return reduce(lambda a, b: a + b, [self.of(part) for part in node.args])
        if node.is_Mul:
            return self._product(node)
        if kind == "log" and len(node.args) == 1:
            return self._logarithm(node.args[0])
        if kind in _FUNCTIONS:
            return getattr(lean, kind)(self.of(node.args[0]))
        raise UnsupportedError(_LONG if kind in ("MaxOver", "Sum") else kind)

    def _product(self, node: Any) -> Any:
        """Numerator over denominator, so that a quotient is one division; sums within are left as they stand.

        Over a common denominator 1 + exp(-t) would become (exp(t) + 1)/exp(t), which knows t twice.
        """
        below = [part for part in node.args if part.is_Pow and _divides(part)]
        above = [self.of(part) for part in node.args if part not in below]
        whole = reduce(lambda a, b: a * b, above) if above else self._lean.const(1)
        return whole / self._divisor(sp.Mul(*(1 / part for part in below))) if below else whole

    def _power(self, base: Any, exponent: Any) -> Any:
        """Whole powers as products, others by exponential and logarithm."""
        lean = self._lean
        if base is sp.E:
            return lean.exp(self.of(exponent))
        if not exponent.is_Integer:
            return lean.exp(self.of(exponent) * self._logarithm(base))
        if exponent < 0:
            return lean.const(1) / self._divisor(base**-exponent)
        return self.of(base) ** int(exponent)

    def _divisor(self, part: Any) -> Any:
        if not part.is_Rational:
            self.conditions.append(("divisor", part))
        return self.of(part)

    def _logarithm(self, argument: Any) -> Any:
        if not (argument.is_Rational and argument > 0):
            self.conditions.append(("argument", argument))
        return self._lean.log(self.of(argument))


def _divides(power: Any) -> bool:
    """Whether a power is a division."""
    return bool(power.base is not sp.E and power.exp.is_Integer and power.exp < 0)


def _outermost(expression: Any, exact: bool) -> list[Any]:
    """Parts that stand as variables, and lie in no other."""
    found, walk = [], sp.preorder_traversal(expression)
    for node in walk:
        if compared(node) or (not exact and _is_transcendental(node)):
            found.append(node)
            walk.skip()
    return list(dict.fromkeys(found))


def _is_transcendental(node: Any) -> bool:
    """Whether it is an exponential, a logarithm or a real power."""
    kind = type(node).__name__
    if node.is_Pow or kind == "exp":
        base, exponent = node.as_base_exp()
        return base is sp.E or not exponent.is_Integer
    return kind == "log" and len(node.args) == 1


def compared(node: Any) -> list[Any]:
    """What a maximum or minimum compares, and what a step depends on.

    Parameters
    ----------
    node : sympy.Expr
        Any part of an expression.

    Returns
    -------
    list of sympy.Expr
        Nothing for what is neither, and for ranges that are long or no numbers.
    """
    if isinstance(node, (sp.Max, sp.Min)):
        return list(node.args)
    if isinstance(node, sp.Abs):
        return [node.args[0], -node.args[0]]
    if type(node).__name__ in (*_STEPS, *_WHOLE):
        # A step may have any value where it jumps.
        return [node.args[0]] if all(value.is_number and 0 <= value <= 1 for value in node.args[1:]) else []
    if not isinstance(node, MaxOver):
        return []
    body, index, low, high = node.args
    if not (low.is_Integer and high.is_Integer and high - low < _LONGEST_RANGE):
        return []
    return [body.subs(index, m) for m in range(int(low), int(high) + 1)] or [sp.S.Zero]


def arguments(node: Any) -> list[Any]:
    """What a part that stands as a variable is made of.

    Parameters
    ----------
    node : sympy.Expr
        The part.

    Returns
    -------
    list of sympy.Expr
        What it compares, or its base and exponent, or its argument.
    """
    return compared(node) or (list(node.as_base_exp()) if node.is_Pow else list(node.args))


def range_of(node: Any, pairs: Sequence[Range]) -> Range:
    """Between which numbers a maximum, minimum or step lies.

    Parameters
    ----------
    node : sympy.Expr
        The maximum, minimum or step.
    pairs : sequence of pairs of Fraction
        Bounds of its arguments.

    Returns
    -------
    pair of Fraction
        The larger of the lower and of the upper bounds enclose a maximum.
    """
    if type(node).__name__ in _STEPS:
        least, largest = (Fraction(value) for value in _STEPS[type(node).__name__])
        ((low, high),) = pairs
        return (largest if low > 0 else least), (least if high < 0 else largest)
    if type(node).__name__ in _WHOLE:
        ((low, high),) = pairs
        whole = _WHOLE[type(node).__name__]
        return Fraction(whole(low)), Fraction(whole(high))
    pick = min if isinstance(node, sp.Min) else max
    low, high = (pick(ends) for ends in zip(*pairs, strict=True))
    return rounded_outwards(low, high)


def rounded_outwards(low: Fraction, high: Fraction) -> Range:
    """An interval around another, with short fractions as ends.

    Parameters
    ----------
    low, high : Fraction
        Ends; those that are short stay as they are.

    Returns
    -------
    pair of Fraction
        Ends with 64 binary digits.
    """
    return _rounded_down(low), -_rounded_down(-high)


def _rounded_down(number: Fraction) -> Fraction:
    """A number below with a few digits, or a short one itself."""
    if number.denominator < 1 << _DIGITS:
        return number
    scale = Fraction(2) ** (_DIGITS - abs(number.numerator).bit_length() + number.denominator.bit_length())
    return math.floor(number * scale) / scale
