"""The second checker: the interval arithmetic of leancert, whose correctness is proved in Lean 4.

The package is an optional extra, pinned to version 0.3.2: it ships the compiled checker and works without a network;
later versions download programs when they run and bear another licence.

Questions go to its dyadic arithmetic (``evalIntervalDyadic_correct_withInv`` in its sources), which rounds outwards
after every operation, so that fractions stay short in towers of exponentials. Where an enclosure ends a hair's breadth
beyond the bound that is asked for, as where the sides touch, its arithmetic of exact fractions is asked, too.

It has erf, atan and tanh, but encloses them trivially at every depth: erf by [-1, 1] (exact fractions: erf on
[1/2, 33/64] by [0, 0.582], where it lies between 0.520 and 0.535), atan by [-2, 2]. Bounds on pieces would never
shrink, so neither is translated, and certificates with the error function rest on balls alone; tanh is an expression in
exp.

Its program does not look at domains: where its enclosure of a divisor contains 0 it answers [-1e30, 1e30], where that
of the argument of a logarithm or root is not above 0 [-1000, 1000] or exp of it, and calls both verified. A question is
therefore asked only on boxes on which its own enclosures of all divisors exclude 0, and those of all arguments of
logarithms, roots and bases of real powers are above 0, in the same arithmetic.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
import threading
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

import sympy as sp

from lqtheory.checks.engines import RationalBox
from lqtheory.errors import UnsupportedError
from lqtheory.expressions import MaxOver

__all__ = ["LEAN_VERSION", "LeanEngine", "is_installed"]

LEAN_VERSION = "0.3.2"

#: Rational numbers around pi; the checker knows no constant, and takes it for a variable of this range.
_PI = (Fraction("3.14159265358979323846264338327950288"), Fraction("3.14159265358979323846264338327950289"))
_PI_NAME = "constant pi"  # no parameter has a space in its name
#: The dyadic arithmetic rounds outwards to multiples of two to this power.
_PRECISION = -128
#: Enclosures that end so little beyond a bound are compared in exact fractions, too.
_CLOSE = Fraction(1, 1 << 48)
#: Ends of maxima, minima and steps lie on this grid, unless they are shorter fractions.
_EXTREME_GRID = 1 << 96
_LONGEST_RANGE = 64
#: So many answers are kept, for a search asks for bounds first and then whether they hold.
_KEPT = 4096
_FUNCTIONS = {"sin": "sin", "cos": "cos", "sinh": "sinh", "cosh": "cosh"}
#: Functions that jump, with their least and largest value.
_STEPS = {"Heaviside": (0, 1), "sign": (-1, 1)}


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether the pinned version of leancert is there and its program runs on this machine.

    Returns
    -------
    bool
        False also for other versions, which are other programs.
    """
    if importlib.util.find_spec("leancert") is None or importlib.metadata.version("leancert") != LEAN_VERSION:
        return False
    from leancert import LeanCertError
    from leancert.client import LeanClient

    try:
        with LeanClient() as client:
            return bool(client.ping())
    except (OSError, LeanCertError):
        return False


class LeanEngine:
    """Interval arithmetic of leancert 0.3.2, checked in Lean.

    Parameters
    ----------
    depth : int
        Terms of the Taylor series of elementary functions.
    seconds : float
        Cap on the time of one question: fractions may grow without end. A question that takes longer has no answer.

    Raises
    ------
    UnsupportedError
        If that version of the package is not installed.
    """

    name = "leancert"

    def __init__(self, depth: int = 30, seconds: float = 5.0) -> None:
        if not is_installed():
            raise UnsupportedError(
                f"the second checker is leancert {LEAN_VERSION}; install it with pip install 'lqtheory[lean]'"
            )
        import leancert
        from leancert.client import LeanClient

        self._lean = leancert
        self._client = LeanClient()
        self._solver = leancert.Solver(client=self._client, auto_simplify=False)
        self._seconds = seconds
        self._aborted = False
        self._depth = depth
        self._words = Translation(leancert)
        self._known: dict[Any, tuple[Any, list[Any]]] = {}
        self._compiled: dict[Any, Any] = {}
        self._answers: dict[Any, Any] = {}

    def bounds(self, expression: Any, box: RationalBox) -> tuple[Fraction, Fraction] | None:
        """Rational numbers below and above the expression on the box, or ``None`` where it has no answer."""
        found = self._enclosed(expression, box)
        if found is None or not (-_CLOSE < found[0] < 0 or 0 < found[1] < _CLOSE):
            return found
        exact = self._enclosed(expression, box, exact=True)
        return found if exact is None else (max(found[0], exact[0]), min(found[1], exact[1]))

    def at_least(self, expression: Any, box: RationalBox, bound: Fraction) -> bool:
        """Whether Lean's arithmetic shows the expression to be at least the bound at every point of the box."""
        found = self._enclosed(expression, box)
        if found is None or found[0] >= bound:
            return found is not None
        exact = self._enclosed(expression, box, exact=True) if bound - found[0] < _CLOSE else None
        return exact is not None and exact[0] >= bound

    def close(self) -> None:
        """End the program of the checker; the next question would start it again."""
        self._client.close()

    def _enclosed(
        self, expression: Any, box: RationalBox, *, exact: bool = False
    ) -> tuple[Fraction, Fraction] | None:
        """An enclosure in one of its arithmetics."""
        key = (expression, tuple(box.items()), exact)
        if key not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            extremes = self._extremes(expression, box)
            self._answers[key] = extremes and self._of_elementary(
                expression.xreplace(extremes[0]), {**box, **extremes[1]}, exact
            )
        return self._answers[key]  # type: ignore[no-any-return]

    def _of_elementary(self, expression: Any, box: RationalBox, exact: bool) -> tuple[Fraction, Fraction] | None:
        """An enclosure of an expression without maxima; none where a divisor may be 0, and so on."""
        if expression not in self._known:
            self._known[expression] = self._words.with_conditions(expression)
        translated, conditions = self._known[expression]
        if translated is None:
            return None
        for kind, part in conditions:
            pair = self._enclosed(part, box, exact=exact)
            if pair is None or not (pair[0] > 0 or (kind == "divisor" and pair[1] < 0)):
                return None
        return self._asked(expression, translated, {**box, _PI_NAME: _PI}, exact)

    def _asked(
        self, expression: Any, translated: Any, box: RationalBox, exact: bool
    ) -> tuple[Fraction, Fraction] | None:
        watchdog = threading.Timer(self._seconds, self._abort)
        watchdog.start()
        try:
            return self._in_fractions(translated, box) if exact else self._dyadic(expression, translated, box)
        except (self._lean.LeanCertError, ValueError, ArithmeticError, OSError):
            if self._aborted:
                self._aborted = False
                self.close()
            return None
        finally:
            watchdog.cancel()

    def _dyadic(self, expression: Any, translated: Any, box: RationalBox) -> tuple[Fraction, Fraction]:
        key = (expression, *box)
        if key not in self._compiled:
            self._compiled[key] = translated.compile(list(box))
        ranges = [{"lo": _pair(low), "hi": _pair(high)} for low, high in box.values()]
        found = self._client.eval_interval_dyadic(
            self._compiled[key], ranges, precision=_PRECISION, taylor_depth=self._depth
        )
        return Fraction(found["lo"]["n"], found["lo"]["d"]), Fraction(found["hi"]["n"], found["hi"]["d"])

    def _in_fractions(self, translated: Any, box: RationalBox) -> tuple[Fraction, Fraction] | None:
        least: Any = Fraction(0)  # fractions are what the checker works with, whatever its stubs say
        config = self._lean.Config(taylor_depth=self._depth)
        outcome = self._solver.verify_bound(translated, dict(box), lower=least, config=config)
        if not outcome.checks or outcome.checks[0].status not in ("verified", "inconclusive"):
            return None
        found = outcome.checks[0].enclosure
        return Fraction(found.lo), Fraction(found.hi)

    def _extremes(self, expression: Any, box: RationalBox) -> tuple[dict[Any, Any], dict[str, Any]] | None:
        """Maxima, minima and steps as variables, with their ranges on the box; ``None`` if an argument has no bounds.

        The checker has no word for them. It encloses the arguments, and the larger of the lower and of the upper bounds
        enclose their maximum.
        """
        names: dict[Any, Any] = {}
        ranges: dict[str, Any] = {}
        for node in _outermost(expression):
            pairs = [self.bounds(part, box) for part in _compared(node)]
            known = [pair for pair in pairs if pair is not None]
            if len(known) < len(pairs):
                return None
            name = f"extreme {len(names)}"  # no parameter has a space in its name
            names[node], ranges[name] = sp.Symbol(name, real=True), _range_of(node, known)
        return names, ranges

    def _abort(self) -> None:
        """Kill the program; the next question starts it again. The client has no time limit of its own."""
        process = self._client._process
        if process is not None:
            self._aborted = True
            process.kill()


class Translation:
    """Expressions in leancert's words.

    Parameters
    ----------
    lean : module
        The package.
    """

    def __init__(self, lean: Any) -> None:
        self._lean = lean
        self._partial: list[tuple[str, Any]] = []  # what the expression that is being translated divides by, and so on

    def with_conditions(self, expression: Any) -> tuple[Any, list[tuple[str, Any]]]:
        """The translation, or ``None``, and the parts that must not be 0 (divisors) or must be above it (arguments)."""
        before, self._partial = self._partial, []
        try:
            return self._translated(expression), list(dict.fromkeys(self._partial))
        except UnsupportedError:
            return None, []
        finally:
            self._partial = before

    def _translated(self, node: Any) -> Any:
        lean, kind = self._lean, type(node).__name__
        if node.is_Rational:
            return lean.const(Fraction(int(node.p), int(node.q)))
        if node.is_Symbol:
            return lean.var(str(node))
        if node is sp.pi:
            return lean.var(_PI_NAME)
        if node is sp.E:
            return lean.exp(lean.const(1))
        if node.is_Pow or kind == "exp":
            return self._power(*node.as_base_exp())
        if node.is_Add:
            return reduce(lambda a, b: a + b, [self._translated(part) for part in node.args])
        if node.is_Mul:
            return self._product(node)
        if kind == "log" and len(node.args) == 1:
            return self._logarithm(node.args[0])
        if kind == "tanh":
            return self._translated(1 - 2 / (sp.exp(2 * node.args[0]) + 1))
        if kind in _FUNCTIONS:
            return getattr(lean, _FUNCTIONS[kind])(self._translated(node.args[0]))
        raise UnsupportedError(f"leancert has no word for {kind}")

    def _product(self, node: Any) -> Any:
        """Numerator over denominator, so that a quotient is one division; sums within are left as they stand.

        Over a common denominator 1 + exp(-t) would become (exp(t) + 1)/exp(t), which knows t twice.
        """
        below = [part for part in node.args if part.is_Pow and _divides(part)]
        above = [self._translated(part) for part in node.args if part not in below]
        whole = reduce(lambda a, b: a * b, above) if above else self._lean.const(1)
        return whole / self._divisor(sp.Mul(*(1 / part for part in below))) if below else whole

    def _power(self, base: Any, exponent: Any) -> Any:
        """Whole powers as products, others by exponential and logarithm."""
        lean = self._lean
        if base is sp.E:
            return lean.exp(self._translated(exponent))
        if not exponent.is_Integer:
            return lean.exp(self._translated(exponent) * self._logarithm(base))
        if exponent < 0:
            return lean.const(1) / self._divisor(base**-exponent)
        return self._translated(base) ** int(exponent)

    def _divisor(self, part: Any) -> Any:
        if not part.is_Rational:
            self._partial.append(("divisor", part))
        return self._translated(part)

    def _logarithm(self, argument: Any) -> Any:
        if not (argument.is_Rational and argument > 0):
            self._partial.append(("argument", argument))
        return self._lean.log(self._translated(argument))


def _divides(power: Any) -> bool:
    """Whether a power is a division."""
    return bool(power.base is not sp.E and power.exp.is_Integer and power.exp < 0)


def _pair(number: Fraction) -> dict[str, int]:
    return {"n": number.numerator, "d": number.denominator}


def _outermost(expression: Any) -> list[Any]:
    """Maxima, minima and steps that lie in no other."""
    found, walk = [], sp.preorder_traversal(expression)
    for node in walk:
        if _compared(node):
            found.append(node)
            walk.skip()
    return sorted(set(found), key=str)


def _compared(node: Any) -> list[Any]:
    """What a maximum or minimum compares, and what a step depends on.

    Nothing for what is neither, and for ranges that are long or no numbers.
    """
    if isinstance(node, (sp.Max, sp.Min)):
        return list(node.args)
    if isinstance(node, sp.Abs):
        return [node.args[0], -node.args[0]]
    if type(node).__name__ in _STEPS:
        return [node.args[0]]
    if not isinstance(node, MaxOver):
        return []
    body, index, low, high = node.args
    if not (low.is_Integer and high.is_Integer and high - low < _LONGEST_RANGE):
        return []
    return [body.subs(index, m) for m in range(int(low), int(high) + 1)] or [sp.S.Zero]


def _range_of(node: Any, pairs: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """Between which numbers a maximum, minimum or step lies, given bounds of its arguments."""
    if type(node).__name__ in _STEPS:
        least, largest = (Fraction(value) for value in _STEPS[type(node).__name__])
        ((low, high),) = pairs
        return (largest if low > 0 else least), (least if high < 0 else largest)
    pick = min if isinstance(node, sp.Min) else max
    low, high = (pick(ends) for ends in zip(*pairs, strict=True))
    return _rounded_outwards(low, high)


def _rounded_outwards(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Ends with short fractions; those that are short stay as they are."""
    if max(low.denominator, high.denominator) <= _EXTREME_GRID:
        return low, high
    return Fraction(math.floor(low * _EXTREME_GRID), _EXTREME_GRID), Fraction(
        math.ceil(high * _EXTREME_GRID), _EXTREME_GRID
    )
