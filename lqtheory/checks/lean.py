"""The second checker: the interval arithmetic of leancert, whose correctness is proved in Lean 4.

The package is an optional extra, pinned to version 0.3.2: it ships the compiled checker and works without a network;
later versions download programs when they run and bear another licence.

It has erf and atan, too, but encloses them trivially at every depth: erf on [1/2, 33/64] by [0, 0.582], where it lies
between 0.520 and 0.535, and atan by [-2, 2]. Bounds on pieces would never shrink, so neither is translated, and
certificates with the error function rest on balls alone.

Its program does not look at domains: where its enclosure of a divisor contains 0 it answers [-1e30, 1e30], where that
of the argument of a logarithm or root is not above 0 [-1000, 1000] or exp of it, and calls both verified. A question is
therefore asked only on boxes on which its own enclosures of all divisors exclude 0, and those of all arguments of
logarithms, roots and bases of real powers are above 0.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
import threading
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
#: Logarithms of numbers are enclosed with so many terms, and rounded outwards to multiples of one over the grid.
_CONSTANT_DEPTH, _CONSTANT_GRID = 40, 1 << 40
#: Roots of numbers lie between neighbouring multiples of one over this grid.
_ROOT_GRID = 1 << 48
#: So do maxima and minima whose ends are longer fractions.
_EXTREME_GRID = 1 << 64
_LONGEST_RANGE = 64
_HALF = sp.Rational(1, 2)
_PI_NAME = "constant pi"  # no parameter has a space in its name
_FUNCTIONS = {"sin": "sin", "cos": "cos", "tanh": "tanh", "sinh": "sinh", "cosh": "cosh", "Abs": "abs"}


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
    """Rational interval arithmetic of leancert 0.3.2, checked in Lean.

    Parameters
    ----------
    depth : int
        Terms of the Taylor series of elementary functions.
    seconds : float
        Cap on the time of one question: exact fractions may grow without end. A question that takes longer has no
        answer.

    Raises
    ------
    UnsupportedError
        If that version of the package is not installed.
    """

    name = "leancert"

    def __init__(self, depth: int = 12, seconds: float = 5.0) -> None:
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
        self._config = leancert.Config(taylor_depth=depth)
        self._known: dict[Any, Any] = {}
        self._partial: list[tuple[str, Any]] = []  # what the expression that is being translated divides by, and so on
        self._constants = {_PI_NAME: _PI}

    def bounds(self, expression: Any, box: RationalBox) -> tuple[Fraction, Fraction] | None:
        """Rational numbers below and above the expression on the box, or ``None`` where it has no answer."""
        outcome = self._ask(expression, box, Fraction(0))
        if outcome is None or not outcome.checks or outcome.checks[0].status not in ("verified", "inconclusive"):
            return None
        found = outcome.checks[0].enclosure
        return Fraction(found.lo), Fraction(found.hi)

    def at_least(self, expression: Any, box: RationalBox, bound: Fraction) -> bool:
        """Whether Lean's arithmetic shows the expression to be at least the bound at every point of the box."""
        return isinstance(self._ask(expression, box, bound), self._lean.Verified)

    def close(self) -> None:
        """End the program of the checker; the next question would start it again."""
        self._client.close()

    def _ask(self, expression: Any, box: RationalBox, bound: Any) -> Any:
        extremes = self._extremes(expression, box)
        if extremes is None:
            return None
        expression, box = expression.xreplace(extremes[0]), {**box, **extremes[1]}
        if expression not in self._known:
            self._known[expression] = self._with_conditions(expression)
        translated, conditions = self._known[expression]
        if translated is None or not all(self._inside(kind, part, box) for kind, part in conditions):
            return None
        # A checker that is asked about an expression without variables still wants a box.
        domain = {**box, **self._constants}
        watchdog = threading.Timer(self._seconds, self._abort)
        watchdog.start()
        try:
            return self._solver.verify_bound(translated, domain, lower=bound, config=self._config)
        except (self._lean.LeanCertError, ValueError, ArithmeticError, OSError):
            if self._aborted:
                self._aborted = False
                self.close()
            return None
        finally:
            watchdog.cancel()

    def _with_conditions(self, expression: Any) -> tuple[Any, list[tuple[str, Any]]]:
        """The translation, or None, and the parts that must not be 0 or must be above it."""
        before, self._partial = self._partial, []
        try:
            return self._translated(expression), list(dict.fromkeys(self._partial))
        except UnsupportedError:
            return None, []
        finally:
            self._partial = before

    def _inside(self, kind: str, part: Any, box: RationalBox) -> bool:
        """Whether the checker's own enclosure of a part excludes 0, or is above it."""
        if part.is_Symbol and str(part) in box:
            low, high = box[str(part)]
        else:
            found = self.bounds(part, box)
            if found is None:
                return False
            low, high = found
        return low > 0 or (kind == "divisor" and high < 0)

    def _divisor(self, part: Any) -> None:
        if not part.is_Rational:
            self._partial.append(("divisor", part))

    def _argument(self, part: Any) -> None:
        """Of a logarithm, a root or a real power."""
        if not (part.is_Rational and part > 0):
            self._partial.append(("argument", part))

    def _extremes(self, expression: Any, box: RationalBox) -> tuple[dict[Any, Any], dict[str, Any]] | None:
        """Maxima and minima as variables, with their ranges on the box; ``None`` if an argument has no bounds.

        The checker has no word for them. It encloses the arguments, and the larger of the lower and of the upper bounds
        enclose their maximum.
        """
        names: dict[Any, Any] = {}
        ranges: dict[str, Any] = {}
        for node in _outermost(expression):
            pairs = [self.bounds(part, box) for part in _compared(node)]
            if not all(pairs):
                return None
            pick = min if isinstance(node, sp.Min) else max
            low, high = (pick(ends) for ends in zip(*(pair for pair in pairs if pair), strict=True))
            name = f"extreme {len(names)}"  # no parameter has a space in its name
            names[node], ranges[name] = sp.Symbol(name, real=True), _rounded_outwards(low, high)
        return names, ranges

    def _abort(self) -> None:
        """Kill the program; the next question starts it again. The client has no time limit of its own."""
        process = self._client._process
        if process is not None:
            self._aborted = True
            process.kill()

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
        if node.is_Pow:
            return self._power(*node.as_base_exp())
        parts = [self._translated(part) for part in node.args]
        if node.is_Add:
            return reduce(lambda a, b: a + b, parts)
        if node.is_Mul:
            return self._product(node)
        if kind == "exp":
            return self._exponential(node.args[0])
        if kind == "log" and len(parts) == 1:
            return self._logarithm(node.args[0])
        if kind in _FUNCTIONS and len(parts) == 1:
            return getattr(lean, _FUNCTIONS[kind])(parts[0])
        raise UnsupportedError(f"leancert has no {kind}")

    def _product(self, node: Any) -> Any:
        """Numerator over denominator, so that a quotient is one division; sums within are left as they stand.

        Over a common denominator 1 + exp(-t) would become (exp(t) + 1)/exp(t), which knows t twice.
        """
        below = [part for part in node.args if part.is_Pow and part.base is not sp.E and _is_negative(part.exp)]
        above = [self._translated(part) for part in node.args if part not in below]
        whole = reduce(lambda a, b: a * b, above) if above else self._lean.const(1)
        if not below:
            return whole
        for part in below:
            self._divisor(1 / part)
        return whole / reduce(lambda a, b: a * b, [self._translated(1 / part) for part in below])

    def _power(self, base: Any, exponent: Any) -> Any:
        lean = self._lean
        if base is sp.E:
            return self._exponential(exponent)
        if exponent.is_Integer:
            power = self._translated(base) ** abs(int(exponent))
            if exponent < 0:
                self._divisor(base**-exponent)
            return power if exponent > 0 else lean.const(1) / power
        if exponent.is_Rational and exponent.q == 2:
            root = self._root(base) ** abs(int(exponent.p))
            if exponent < 0:
                self._divisor(base**-exponent)
            return root if exponent > 0 else lean.const(1) / root
        if (
            base.has(sp.exp, sp.log, sp.E)
            or exponent.has(sp.exp, sp.log)
            or _real_powers(base)
            or _real_powers(exponent)
        ):
            # Exact fractions grow without end in towers of exp and ln; the gap of logarithms is free of them.
            raise UnsupportedError(f"leancert would take too long for {base}**({exponent})")
        return lean.exp(self._translated(exponent) * self._logarithm(base))

    def _exponential(self, exponent: Any) -> Any:
        """The exponential; that of a multiple of a variable is a power, which keeps more digits.

        At depth 12 the checker encloses exp(5/2) to eleven digits, and exp(5) to six. Powers of the exponential of a
        longer expression would be fractions of thousands of digits.
        """
        count, rest = exponent.as_coeff_Mul()
        if not (count.is_Integer and rest.is_Symbol):
            return self._lean.exp(self._translated(exponent))
        power = self._lean.exp(self._translated(rest)) ** abs(int(count))
        if count < 0:
            self._divisor(sp.exp(-exponent))
        return power if count > 0 else self._lean.const(1) / power

    def _root(self, base: Any) -> Any:
        """The square root; that of a number with pi as a variable between fractions whose squares the checker compares.

        Its own root is exp(ln(.)/2), a fraction of thousands of digits.
        """
        self._argument(base)
        if not (base.has(sp.pi) and base.is_number and base.is_positive and not base.atoms(sp.Function)):
            return self._lean.sqrt(self._translated(base))
        name = f"constant root {base}"
        if name not in self._constants:
            low = sp.Rational(int(sp.floor(sp.sqrt(base) * _ROOT_GRID)), _ROOT_GRID)
            high = low + sp.Rational(1, _ROOT_GRID)
            if low <= 0 or not all(self.at_least(gap, {}, Fraction(0)) for gap in (base - low**2, high**2 - base)):
                return self._lean.sqrt(self._translated(base))
            self._constants[name] = (Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)))
        return self._lean.var(name)

    def _logarithm(self, argument: Any) -> Any:
        """The logarithm; that of a number as a variable of a range that the checker itself has shown.

        Its own enclosure is a fraction of hundreds of digits, whose powers in the series of exp would take seconds.
        """
        lean = self._lean
        self._argument(argument)
        if not (argument.is_Rational and argument > 0):
            return lean.log(self._translated(argument))
        name = f"constant log {argument}"
        if name not in self._constants:
            number = lean.log(lean.const(Fraction(int(argument.p), int(argument.q))))
            least: Any = Fraction(-(10**6))  # fractions are what the checker works with, whatever its stubs say
            shown = self._solver.verify_bound(
                number, {_PI_NAME: _PI}, lower=least, config=lean.Config(taylor_depth=_CONSTANT_DEPTH)
            )
            if not isinstance(shown, lean.Verified):
                return number
            found = shown.checks[0].enclosure
            low, high = Fraction(found.lo) * _CONSTANT_GRID, Fraction(found.hi) * _CONSTANT_GRID
            ends = (math.floor(low), math.ceil(high))
            self._constants[name] = (Fraction(ends[0], _CONSTANT_GRID), Fraction(ends[1], _CONSTANT_GRID))
        return lean.var(name)


def _outermost(expression: Any) -> list[Any]:
    """Maxima and minima that lie in no other."""
    found, walk = [], sp.preorder_traversal(expression)
    for node in walk:
        if _compared(node):
            found.append(node)
            walk.skip()
    return sorted(set(found), key=str)


def _compared(node: Any) -> list[Any]:
    """What a maximum or minimum compares; nothing for what is neither, and for ranges that are long or no numbers."""
    if isinstance(node, (sp.Max, sp.Min)):
        return list(node.args)
    if not isinstance(node, MaxOver):
        return []
    body, index, low, high = node.args
    if not (low.is_Integer and high.is_Integer and high - low < _LONGEST_RANGE):
        return []
    return [body.subs(index, m) for m in range(int(low), int(high) + 1)] or [sp.S.Zero]


def _rounded_outwards(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Ends with short fractions; those that are short stay as they are."""
    if max(low.denominator, high.denominator) <= _EXTREME_GRID:
        return low, high
    return Fraction(math.floor(low * _EXTREME_GRID), _EXTREME_GRID), Fraction(
        math.ceil(high * _EXTREME_GRID), _EXTREME_GRID
    )


def _is_negative(exponent: Any) -> bool:
    """Whether a power with that exponent is a divisor."""
    return bool(exponent.is_Rational and exponent < 0)


def _real_powers(expression: Any) -> bool:
    """Whether a power in it needs exponential and logarithm."""
    return any(not power.exp.is_Integer and power.exp not in (_HALF, -_HALF) for power in expression.atoms(sp.Pow))
