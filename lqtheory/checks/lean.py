"""The second checker: the interval arithmetic of leancert, whose correctness is proved in Lean 4.

The package is an optional extra, pinned to version 0.3.2: it ships the compiled checker and works without a network;
later versions download programs when they run and bear another licence.

Questions go to its dyadic arithmetic (``evalIntervalDyadic_correct_withInv`` in its sources), which rounds outwards
after every operation. Exponentials, logarithms, real powers, maxima and steps of an expression are enclosed first, each
in a question of its own, and stand in it as variables of these ranges: what occurs often is asked once, and arguments
of exponentials stay small. Where an enclosure ends a hair's breadth beyond the bound that is asked for, as where the
sides touch, the arithmetic of exact fractions is asked, too.

It has erf, atan and tanh, but encloses them trivially at every depth: erf by [-1, 1] (exact fractions: erf on
[1/2, 33/64] by [0, 0.582], where it lies between 0.520 and 0.535), atan by [-2, 2]. Bounds on pieces would never
shrink, so neither is translated, and certificates with the error function rest on balls alone; tanh is an expression in
exp.

Its program does not look at domains: where its enclosure of a divisor contains 0 it answers [-1e30, 1e30], where that
of the argument of a logarithm or root is not above 0 [-1000, 1000] or exp of it, and calls both verified. A question is
therefore asked only on boxes on which its own enclosures of all divisors exclude 0, and those of all arguments of
logarithms and bases of real powers are above 0, in the same arithmetic.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any, NamedTuple

import sympy as sp

from lqtheory.checks.engines import RationalBox
from lqtheory.errors import UnsupportedError
from lqtheory.expressions import MaxOver

__all__ = ["LEAN_VERSION", "LeanEngine", "is_installed", "missing_word"]

LEAN_VERSION = "0.3.2"

Range = tuple[Fraction, Fraction]

#: Rational numbers around pi; the checker knows no constant, and takes it for a variable of this range.
_PI = (Fraction("3.14159265358979323846264338327950288"), Fraction("3.14159265358979323846264338327950289"))
_PI_NAME = "constant pi"  # no parameter has a space in its name
#: The dyadic arithmetic rounds outwards to multiples of two to this power.
_PRECISION = -96
#: Terms of the Taylor series of logarithms, which converge more slowly than those of exponentials of small numbers.
_LOG_DEPTH = 48
#: Arguments of exponentials are halved at most so often: exp(40) is exp(40/64) to the power 64.
_MOST_HALVINGS = 10
#: Enclosures that end so little beyond a bound are compared in exact fractions, too, with so many terms.
_CLOSE, _EXACT_DEPTH = Fraction(1, 1 << 48), 12
#: Ends of ranges with longer fractions are rounded outwards to so many binary digits.
_DIGITS = 64
_LONGEST_RANGE = 64
_LONG = f"maxima and sums over more than {_LONGEST_RANGE} numbers"
#: So many answers are kept, for a search asks for bounds first and then whether they hold.
_KEPT = 1 << 16
_FUNCTIONS = {"sin": "sin", "cos": "cos", "sinh": "sinh", "cosh": "cosh"}
#: Functions that jump where their argument is 0, with their least and largest value; and those that jump more often.
_STEPS = {"Heaviside": (0, 1), "sign": (-1, 1)}
_WHOLE = {"floor": math.floor, "ceiling": math.ceil}
_LOGARITHM = sp.Symbol("a logarithm", real=True)


class _Plan(NamedTuple):
    """How an expression is asked about: what stands in it as variables, and the rest in leancert's words."""

    expression: Any
    names: tuple[str, ...]
    parts: Mapping[str, Any]
    words: Any
    conditions: tuple[tuple[str, Any], ...]
    missing: str


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
        Terms of the Taylor series of exponentials and trigonometric functions.
    seconds : float
        Cap on the time of one question: fractions may grow without end. A question that takes longer has no answer.

    Raises
    ------
    UnsupportedError
        If that version of the package is not installed.
    """

    name = "leancert"

    def __init__(self, depth: int = 24, seconds: float = 5.0) -> None:
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
        self._watchdog = _Watchdog(self._abort)
        self._depth = depth
        self._plans: dict[tuple[Any, bool], _Plan] = {}
        self._answers: dict[Any, Range | None] = {}

    def bounds(self, expression: Any, box: RationalBox) -> Range | None:
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
        self._watchdog.end()
        self._client.close()

    def _plan(self, expression: Any, exact: bool) -> _Plan:
        if (expression, exact) not in self._plans:
            self._plans[expression, exact] = _planned(expression, exact, self._lean)
        return self._plans[expression, exact]

    def _enclosed(self, expression: Any, box: RationalBox, *, exact: bool = False) -> Range | None:
        """An enclosure in one of its arithmetics; none where a divisor may be 0, and so on."""
        plan = self._plan(expression, exact)
        key = (expression, exact, *(box[name] for name in plan.names))
        if key not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[key] = None if plan.missing else self._by_plan(plan, box, exact)
        return self._answers[key]

    def _by_plan(self, plan: _Plan, box: RationalBox, exact: bool) -> Range | None:
        ranges = {name: box[name] for name in plan.names}
        if plan.expression in plan.parts.values():
            return self._part(plan.expression, box, exact)
        for name, part in plan.parts.items():
            found = self._enclosed(part, box, exact=exact)
            if found is None:
                return None
            ranges[name] = found
        for kind, part in plan.conditions:
            found = self._enclosed(part, ranges, exact=exact)
            if found is None or not (found[0] > 0 or (kind == "divisor" and found[1] < 0)):
                return None
        ranges[_PI_NAME] = _PI
        return self._in_fractions(plan.words, ranges) if exact else self._dyadic(plan.words, ranges, self._depth)

    def _part(self, node: Any, box: RationalBox, exact: bool) -> Range | None:
        """Range of a part that stands as a variable: the checker has no word for it, or is asked about it alone."""
        compared = [self._enclosed(part, box, exact=exact) for part in _compared(node)]
        known = [pair for pair in compared if pair is not None]
        if len(known) < len(compared):
            return None
        if known:
            return _range_of(node, known)
        if type(node).__name__ == "log":
            return self._logarithm(self._enclosed(node.args[0], box))
        base, exponent = node.as_base_exp()
        if base is sp.E:
            return self._exponential(self._enclosed(exponent, box))
        return self._real_power(exponent, self._enclosed(base, box), box)

    def _real_power(self, exponent: Any, base: Range | None, box: RationalBox) -> Range | None:
        """Of a base above 0; one that begins at 0, to an exponent above 0, begins at 0, too."""
        from_zero = base is not None and base[0] == 0
        if base is not None and from_zero:
            least = self._enclosed(exponent, box)
            if least is None or least[0] <= 0:
                return None
            if base[1] == 0:
                return base
            base = (base[1], base[1])
        logarithm = self._logarithm(base)
        if logarithm is None:
            return None
        found = self._exponential(self._enclosed(exponent * _LOGARITHM, {**box, _LOGARITHM.name: logarithm}))
        return (Fraction(0), found[1]) if found is not None and from_zero else found

    def _logarithm(self, argument: Range | None) -> Range | None:
        if argument is None or argument[0] <= 0:
            return None
        return self._dyadic(self._lean.log(self._lean.var("t")), {"t": _rounded_outwards(*argument)}, _LOG_DEPTH)

    def _exponential(self, argument: Range | None) -> Range | None:
        """Exponential of a range, as a power of that of a small one: squares of long fractions would be longer ones.

        On both sides of 0 each for itself: across 0 the series of leancert has no good lower bound.
        """
        if argument is None:
            return None
        if argument[0] < 0 < argument[1]:
            left = self._exponential((argument[0], Fraction(0)))
            right = self._exponential((Fraction(0), argument[1]))
            return left and right and (min(left[0], right[0]), max(left[1], right[1]))
        size = max(abs(argument[0]), abs(argument[1]))
        halvings = min(_MOST_HALVINGS, max(0, math.ceil(size) - 1).bit_length())
        variable, count = self._lean.var("t"), 1 << halvings
        small = {"t": _rounded_outwards(argument[0] / count, argument[1] / count)}
        found = self._dyadic(self._lean.exp(variable), small, self._depth)
        return found if found is None or count == 1 else self._dyadic(variable**count, {"t": found}, self._depth)

    def _dyadic(self, words: Any, ranges: Mapping[str, Range], depth: int) -> Range | None:
        def ask() -> Range:
            ends = [{"lo": _pair(low), "hi": _pair(high)} for low, high in ranges.values()]
            compiled = words.compile(list(ranges))
            found = self._client.eval_interval_dyadic(compiled, ends, precision=_PRECISION, taylor_depth=depth)
            return Fraction(found["lo"]["n"], found["lo"]["d"]), Fraction(found["hi"]["n"], found["hi"]["d"])

        return self._watched(ask)

    def _in_fractions(self, words: Any, ranges: Mapping[str, Range]) -> Range | None:
        def ask() -> Range | None:
            least: Any = Fraction(0)  # fractions are what the checker works with, whatever its stubs say
            config = self._lean.Config(taylor_depth=_EXACT_DEPTH)
            outcome = self._solver.verify_bound(words, dict(ranges), lower=least, config=config)
            if not outcome.checks or outcome.checks[0].status not in ("verified", "inconclusive"):
                return None
            found = outcome.checks[0].enclosure
            return Fraction(found.lo), Fraction(found.hi)

        return self._watched(ask)

    def _watched(self, ask: Callable[[], Range | None]) -> Range | None:
        """An answer within the time; the client has no time limit of its own."""
        self._watchdog.start(self._seconds)
        try:
            return ask()
        except (self._lean.LeanCertError, ValueError, ArithmeticError, OSError):
            if self._watchdog.has_barked():
                self._client.close()  # the next question starts the program again
            return None
        finally:
            self._watchdog.stop()

    def _abort(self) -> None:
        process = self._client._process
        if process is not None:
            process.kill()


class _Watchdog:
    """Calls a function when a question takes too long; one thread for all of them, for starting one takes longer.

    Parameters
    ----------
    bark : callable
        What to call.
    """

    _PAUSE = 0.02

    def __init__(self, bark: Callable[[], None]) -> None:
        self._bark = bark
        self._lock = threading.Lock()
        self._until = math.inf
        self._barked = False
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, seconds: float) -> None:
        """From now on."""
        with self._lock:
            self._until, self._barked = time.monotonic() + seconds, False
        if self._thread is None:
            self._ended.clear()
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """The question has an answer."""
        with self._lock:
            self._until = math.inf

    def has_barked(self) -> bool:
        """Whether the last question took too long."""
        return self._barked

    def end(self) -> None:
        """No more questions; the next one would start the thread again."""
        self._ended.set()
        self._thread = None

    def _watch(self) -> None:
        while not self._ended.wait(self._PAUSE):
            with self._lock:
                if time.monotonic() > self._until:
                    self._until, self._barked = math.inf, True
                    self._bark()


def missing_word(expression: Any) -> str:
    """The first function in an expression that cannot be put into leancert's words; it must be installed.

    Parameters
    ----------
    expression : sympy.Expr
        An expression.

    Returns
    -------
    str
        Its name; empty if there is none.
    """
    import leancert

    plan = _planned(expression, False, leancert)
    if plan.missing or expression in plan.parts.values():
        return plan.missing or next(filter(None, map(missing_word, _arguments(expression))), "")
    return next(filter(None, map(missing_word, plan.parts.values())), "")


def _arguments(node: Any) -> list[Any]:
    """What a part that stands as a variable is made of."""
    return _compared(node) or (list(node.as_base_exp()) if node.is_Pow else list(node.args))


def _planned(expression: Any, exact: bool, lean: Any) -> _Plan:
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
    return _Plan(expression, names, parts, words, tuple(dict.fromkeys(translation.conditions)), missing)


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
            return lean.var(_PI_NAME)
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
        if kind == "tanh":
            return self.of(1 - 2 / (sp.exp(2 * node.args[0]) + 1))
        if kind in _FUNCTIONS:
            return getattr(lean, _FUNCTIONS[kind])(self.of(node.args[0]))
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


def _pair(number: Fraction) -> dict[str, int]:
    return {"n": number.numerator, "d": number.denominator}


def _outermost(expression: Any, exact: bool) -> list[Any]:
    """Parts that stand as variables, and lie in no other."""
    found, walk = [], sp.preorder_traversal(expression)
    for node in walk:
        if _compared(node) or (not exact and _is_transcendental(node)):
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


def _compared(node: Any) -> list[Any]:
    """What a maximum or minimum compares, and what a step depends on.

    Nothing for what is neither, and for ranges that are long or no numbers.
    """
    if isinstance(node, (sp.Max, sp.Min)):
        return list(node.args)
    if isinstance(node, sp.Abs):
        return [node.args[0], -node.args[0]]
    if type(node).__name__ in (*_STEPS, *_WHOLE):
        return [node.args[0]]
    if not isinstance(node, MaxOver):
        return []
    body, index, low, high = node.args
    if not (low.is_Integer and high.is_Integer and high - low < _LONGEST_RANGE):
        return []
    return [body.subs(index, m) for m in range(int(low), int(high) + 1)] or [sp.S.Zero]


def _range_of(node: Any, pairs: Sequence[Range]) -> Range:
    """Between which numbers a maximum, minimum or step lies, given bounds of its arguments."""
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
    return _rounded_outwards(low, high)


def _rounded_outwards(low: Fraction, high: Fraction) -> Range:
    """Ends with short fractions; those that are short stay as they are."""
    return _rounded_down(low), -_rounded_down(-high)


def _rounded_down(number: Fraction) -> Fraction:
    """A number below with a few digits, or a short one itself."""
    if number.denominator < 1 << _DIGITS:
        return number
    scale = Fraction(2) ** (_DIGITS - abs(number.numerator).bit_length() + number.denominator.bit_length())
    return math.floor(number * scale) / scale
