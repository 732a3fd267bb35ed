"""Numbers and vectors as they are typed: ``k=12 q=0.37 s=1/3 p=inf x=[4,-2,1]``.

A decimal number means exactly that decimal number. Floats are made from it where floats are computed with, and balls
where enclosures are: so an enclosure speaks of what was typed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lqtheory.errors import DomainError

__all__ = ["as_floats", "parse_arguments", "parse_value"]

_INTEGER = re.compile(r"[+-]?\d{1,4000}\Z")
_FRACTION = re.compile(r"[+-]?\d{1,300}/\d{1,300}\Z")
_DECIMAL = re.compile(r"[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([eE][+-]?\d{1,4})?\Z")
_INFINITE = ("inf", "+inf", "infinity", "∞")


def parse_arguments(words: Sequence[str], where: str) -> dict[str, Any]:
    """Arguments of the form ``name=value``.

    Parameters
    ----------
    words : sequence of str
        What was typed.
    where : str
        What they are for, for the error text.

    Returns
    -------
    dict
        ``int``, ``Fraction``, ``inf``, or (nested) lists of the first two, by name.

    Raises
    ------
    DomainError
        If a word is not of this form, a value is not readable, or a name occurs twice.

    Examples
    --------
    >>> parse_arguments(["k=12", "q=0.37", "x=[4,-2]"], "demo")
    {'k': 12, 'q': Fraction(37, 100), 'x': [4, -2]}
    """
    found: dict[str, Any] = {}
    for word in words:
        name, equals, text = word.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise DomainError(f"{word!r} is not of the form name=value ({where}); write e.g. k=12 or x=[4,-2,1]")
        if name in found:
            raise DomainError(f"{name} is given twice ({where}); give it once")
        found[name] = parse_value(text, f"{name} ({where})")
    return found


def parse_value(text: str, what: str) -> Any:
    """One value: an integer, a decimal number, a fraction, ``inf``, or a JSON list of numbers.

    Parameters
    ----------
    text : str
        What was typed.
    what : str
        What it is for, for the error text.

    Returns
    -------
    int, Fraction, float or list
        The exact value; the only float is ``inf``.

    Raises
    ------
    DomainError
        If it is not readable.
    """
    text = text.strip()
    if text.startswith("["):
        try:
            items = json.loads(text, parse_float=_decimal, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise DomainError(f"{what}: {text[:60]!r} is not a JSON list of numbers; write e.g. [4,-2,1]") from error
        return _numbers_only(items, what)
    if text in _INFINITE:
        return math.inf
    if _INTEGER.match(text):
        return int(text)
    if _FRACTION.match(text) and int(text.split("/")[1]):
        return Fraction(text)
    if _DECIMAL.match(text):
        return Fraction(text)
    raise DomainError(f"{what}: {text[:60]!r} is not a number; write e.g. 12, 0.37, 1/3, inf or [4,-2,1]")


def _decimal(text: str) -> Fraction:
    if not _DECIMAL.match(text):
        raise ValueError(text)
    return Fraction(text)


def _no_constant(text: str) -> None:
    raise ValueError(text)


def _numbers_only(value: Any, what: str) -> Any:
    if isinstance(value, list):
        return [_numbers_only(item, what) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise DomainError(f"{what}: a list may hold numbers only, not {value!r}")
    return value


def as_floats(value: Any) -> Any:
    """The value for float arithmetic: integers stay, fractions become the nearest floats, lists arrays.

    Parameters
    ----------
    value : int, Fraction, float or list
        From :func:`parse_value`.

    Returns
    -------
    int, float or array of float64
        The value.

    Raises
    ------
    DomainError
        If it does not fit into a float.

    Examples
    --------
    >>> as_floats(Fraction(1, 4)), as_floats([1, 2]).tolist()
    (0.25, [1.0, 2.0])
    """
    if isinstance(value, list):
        import numpy as np

        try:
            return np.array(value, dtype=np.float64)
        except (ValueError, TypeError) as error:
            raise DomainError("the rows of a matrix must have equal lengths; write e.g. [[1,2],[3,4]]") from error
        except OverflowError as error:
            raise DomainError("an entry does not fit into a float; scale the vector") from error
    if isinstance(value, Fraction):
        try:
            return float(value)
        except OverflowError as error:
            raise DomainError("a number does not fit into a float; use one below 1.8e308") from error
    return value
