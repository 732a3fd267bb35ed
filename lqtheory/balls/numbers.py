"""Balls, ball vectors, and three-valued comparison."""

from __future__ import annotations

import contextlib
import enum
import functools
import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lqtheory.errors import DomainError, InputTypeError

if TYPE_CHECKING:  # python-flint loads on first use
    from flint import arb

__all__ = [
    "Truth",
    "ball",
    "ball_vector",
    "compare",
    "decimal",
    "enclosure",
    "hull",
    "hypergeometric",
    "infinity",
    "is_infinite",
    "log",
    "maximum",
    "minimum",
    "power",
    "precision",
    "sort_descending",
    "total",
]


class Truth(enum.Enum):
    """Outcome of a rigorous comparison: with balls neither ``a <= b`` nor ``a > b`` need be decidable."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"

    def __bool__(self) -> bool:
        raise TypeError("a Truth is three-valued: compare it with Truth.YES, Truth.NO or Truth.UNDECIDED")

    @staticmethod
    def all(values: Iterable[Truth]) -> Truth:
        """Conjunction: NO beats UNDECIDED beats YES."""
        result = Truth.YES
        for value in values:
            if value is Truth.NO:
                return Truth.NO
            if value is Truth.UNDECIDED:
                result = Truth.UNDECIDED
        return result


@contextlib.contextmanager
def precision(bits: int) -> Iterator[None]:
    """Run a block at ``bits`` binary digits of working precision; the previous precision comes back after it."""
    from flint import ctx

    with ctx.workprec(int(bits)):
        yield


@functools.cache
def _exact_rational() -> Any:
    from flint import fmpq

    return fmpq


@functools.cache
def ball_class() -> Any:
    """The class of balls; looked up once, because an import statement costs more than a ball operation."""
    from flint import arb

    return arb


def ball(value: Any) -> arb:
    """The ball of one number: exact for integers, floats (dyadic rationals) and infinities, else enclosing.

    Parameters
    ----------
    value : int, float, fractions.Fraction, numpy scalar, or arb
        The number. A float means exactly the binary number it stores.

    Returns
    -------
    arb
        Ball containing ``value``.

    Raises
    ------
    InputTypeError
        If ``value`` is a bool or not a real number.
    DomainError
        If ``value`` is NaN.
    """
    arb = ball_class()
    if type(value) is arb:
        return value
    if isinstance(value, Fraction):
        return arb(_exact_rational()(value.numerator, value.denominator))
    if isinstance(value, bool):
        raise InputTypeError(f"expected a real number, got the bool {value!r}")
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if isinstance(value, float) and math.isnan(value):
            raise DomainError("nan has no ball; give a finite number or inf")
        return arb(value)
    raise InputTypeError(f"expected a real number, got {type(value).__name__}: {value!r}")


def ball_vector(values: Iterable[Any]) -> list[arb]:
    """Exact balls of the entries of a vector."""
    plain: Iterable[Any] = getattr(values, "tolist", lambda: values)()
    return [ball(v) for v in plain]


def hull(low: Any, high: Any) -> arb:
    """A ball that contains the whole interval [low, high].

    Parameters
    ----------
    low, high : int, float, fractions.Fraction or arb
        Ends of the interval.

    Returns
    -------
    arb
        The ball; it may be a little larger than the interval.

    Examples
    --------
    >>> bool(hull(1, 2).contains(ball(1.5)))
    True
    """
    return ball(low).union(ball(high))


def infinity() -> arb:
    """Plus infinity as a ball."""
    from flint import arb

    return arb.pos_inf()


def is_infinite(value: Any) -> bool:
    """Whether a parameter (float, int or ball) is plus infinity, as ``p = inf`` for the maximum norm."""
    if isinstance(value, (int, float)):
        return value == math.inf
    return bool(ball(value) == infinity())


def power(base: arb, exponent: Any) -> arb:
    """``base ** exponent`` for ``base >= 0``, with 0**0 = 1 and 0**e = 0 for e > 0, whatever the radii.

    For a ball that reaches down to zero the enclosure runs from 0 to the power of its upper end (exponent > 0).

    Parameters
    ----------
    base : arb
        Ball of a nonnegative number; a negative lower end is taken for rounding of zero.
    exponent : int, float, fractions.Fraction or arb
        The exponent.

    Returns
    -------
    arb
        Enclosure of the power.

    Examples
    --------
    >>> bool(power(ball(0), 0.5) == 0), bool(power(ball(0), 0) == 1)
    (True, True)
    """
    arb = ball_class()
    e = ball(exponent)
    if e.is_zero():
        return arb(1)
    if base.is_zero() and e > 0:
        return arb(0)
    if e > 0 and not (base > 0) and base.is_finite():
        top = base.upper()
        if top <= 0:
            return base**e  # not a nonnegative ball: let arb answer (nan for fractional exponents)
        if base >= 0 or base.lower() < 0 <= top:
            return arb(0).union((top**e).upper())
    return base**e


def hypergeometric(x: Any, above: Iterable[Any], below: Iterable[Any], terms: int) -> arb:
    """Generalised hypergeometric function of a real number, by its series as it stands and a bound of what is left.

    Parameters
    ----------
    x : arb
        Argument.
    above, below : iterable of arb
        Parameters in the numerator and in the denominator.
    terms : int
        How many terms are summed.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool(hypergeometric(ball(0.5), [ball(1), ball(1)], [ball(1)], 80).contains(ball(2)))
    True
    """
    from flint import acb

    value = acb(ball(x)).hypgeom([acb(a) for a in above], [acb(b) for b in below], n=terms)
    return value.real


def log(value: arb) -> arb:
    """Natural logarithm, with log 0 = -inf for an exact zero."""
    from flint import arb

    return arb.neg_inf() if value.is_zero() else value.log()


def total(values: Iterable[arb]) -> arb:
    """Sum of balls, 0 for no terms."""
    from flint import arb

    result = arb(0)
    for value in values:
        result = result + value
    return result


def maximum(values: Iterable[arb]) -> arb:
    """Ball of the largest of the numbers enclosed by ``values`` (at least one)."""
    items = list(values)
    result = items[0]
    for value in items[1:]:
        result = result.max(value)
    return result


def minimum(values: Iterable[arb]) -> arb:
    """Ball of the smallest of the numbers enclosed by ``values`` (at least one)."""
    items = list(values)
    result = items[0]
    for value in items[1:]:
        result = result.min(value)
    return result


def sort_descending(values: Iterable[arb]) -> list[arb]:
    """Balls of the order statistics, largest first: exact for exact inputs, enclosing in general, nan if one is nan.

    The i-th largest number lies between the i-th largest lower end and the i-th largest upper end.
    """
    items = list(values)
    if any(v.is_nan() for v in items):  # they compare with nothing, so no other entry has a known rank either
        return [ball_class()("nan")] * len(items)
    if all(v.is_exact() for v in items):
        return sorted(items, key=_exact_key, reverse=True)
    lows = sorted((v.lower() for v in items), key=_exact_key, reverse=True)
    highs = sorted((v.upper() for v in items), key=_exact_key, reverse=True)
    return [low.union(high) for low, high in zip(lows, highs, strict=True)]


class _exact_key:
    """Sort key for exact balls: comparison of exact balls is always decided."""

    __slots__ = ("value",)

    def __init__(self, value: arb) -> None:
        self.value = value

    def __lt__(self, other: _exact_key) -> bool:
        return bool(self.value < other.value)


def compare(left: arb, operator: str, right: arb) -> Truth:
    """Decide ``left operator right`` for the numbers inside two balls.

    Parameters
    ----------
    left, right : arb
        The two sides. Infinities compare as extended reals.
    operator : {"<=", "<", "="}
        The relation.

    Returns
    -------
    Truth
        YES if it holds for every pair of enclosed numbers, NO if for none, else UNDECIDED.

    Raises
    ------
    DomainError
        If ``operator`` is none of the three.
    """
    if left.is_nan() or right.is_nan():
        return Truth.UNDECIDED
    if operator == "<=":
        yes, no = left <= right, left > right
    elif operator == "<":
        yes, no = left < right, left >= right
    elif operator == "=":
        yes = left.is_exact() and right.is_exact() and left == right
        no = left < right or left > right
    else:
        raise DomainError(f"operator={operator!r} is not one of '<=', '<', '='")
    return Truth.YES if yes else Truth.NO if no else Truth.UNDECIDED


def decimal(value: arb, digits: int = 20) -> tuple[str, str]:
    """A ball in decimal: as many digits as it certifies, and a radius that holds the rounding of the digits, too.

    Parameters
    ----------
    value : arb
        The ball.
    digits : int
        Largest number of significant digits.

    Returns
    -------
    tuple of str
        Digits and radius: the number differs from the digits by at most the radius. The radius is empty where the
        digits are the number exactly; the digits are empty where the ball certifies none.

    Examples
    --------
    >>> from fractions import Fraction
    >>> decimal(ball(Fraction(1, 3)), 9), decimal(ball(0.5)), decimal(hull(-1, 2))[0]
    (('0.333333333', '3.34e-10'), ('0.5', ''), '')
    """
    if not value.is_finite():
        return "inf" if value > 0 else "-inf" if value < 0 else "", ""
    text = value.str(digits)
    if not text.startswith("["):
        return _shortened(text), ""
    middle, _, radius = text.strip("[]").rpartition("+/-")
    return middle.strip(), radius.strip()


def _shortened(text: str) -> str:
    """Exact decimal without zeros at its end."""
    mantissa, mark, exponent = text.partition("e")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + mark + exponent


def enclosure(value: arb) -> tuple[float, float]:
    """Floats ``(low, high)`` with ``low <= x <= high`` for every number ``x`` in the ball, rounded outward."""
    low, high = float(value.lower()), float(value.upper())
    if math.isfinite(low) and ball(low) > value.lower():
        low = math.nextafter(low, -math.inf)
    if math.isfinite(high) and ball(high) < value.upper():
        high = math.nextafter(high, math.inf)
    if low == math.inf and value.is_finite():
        low = math.nextafter(math.inf, 0.0)
    if high == -math.inf and value.is_finite():
        high = math.nextafter(-math.inf, 0.0)
    return low, high
