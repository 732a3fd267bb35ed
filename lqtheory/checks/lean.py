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
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import sympy as sp

from lqtheory.checks.engines import RationalBox
from lqtheory.checks.lean_words import (
    PI,
    PI_NAME,
    Plan,
    Range,
    arguments,
    compared,
    planned,
    range_of,
    rounded_outwards,
)
from lqtheory.errors import UnsupportedError

__all__ = ["LEAN_VERSION", "LeanEngine", "is_installed", "missing_word"]

LEAN_VERSION = "0.3.2"

#: The dyadic arithmetic rounds outwards to multiples of two to this power.
_PRECISION = -96
#: Terms of the Taylor series of logarithms, which converge more slowly than those of exponentials of small numbers.
_LOG_DEPTH = 48
#: Arguments of exponentials are halved at most so often: exp(40) is exp(40/64) to the power 64.
_MOST_HALVINGS = 10
#: Enclosures that end so little beyond a bound are compared in exact fractions, too, with so many terms.
_CLOSE, _EXACT_DEPTH = Fraction(1, 1 << 48), 12
#: So many answers are kept, for a search asks for bounds first and then whether they hold.
_KEPT = 1 << 16
_LOGARITHM = sp.Symbol("a logarithm", real=True)


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

    try:
        with _client() as client:
            return bool(client.ping())
    except (OSError, LeanCertError):
        return False


def _client() -> Any:
    """A client of the program that the package ships, whatever the environment or the path name instead."""
    import leancert
    from leancert.client import LeanClient

    shipped = sorted(Path(leancert.__file__).parent.joinpath("bin").glob("lean_bridge*"))
    if not shipped:
        raise FileNotFoundError("leancert has no program in its folder bin")
    return LeanClient(binary_path=str(shipped[0]))


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

        self._lean = leancert
        self._client = _client()
        self._solver = leancert.Solver(client=self._client, auto_simplify=False)
        self._seconds = seconds
        self._watchdog = _Watchdog(self._abort)
        self._depth = depth
        self._plans: dict[tuple[Any, bool], Plan] = {}
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

    def _plan(self, expression: Any, exact: bool) -> Plan:
        if (expression, exact) not in self._plans:
            self._plans[expression, exact] = planned(expression, exact, self._lean)
        return self._plans[expression, exact]

    def _enclosed(self, expression: Any, box: RationalBox, *, exact: bool = False) -> Range | None:
        """An enclosure in one of its arithmetics; none where a divisor may be 0, and so on."""
        plan = self._plan(expression, exact)
        if plan.missing or not box.keys() >= set(plan.names):
            return None
        key = (expression, exact, *(box[name] for name in plan.names))
        if key not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[key] = self._by_plan(plan, box, exact)
        return self._answers[key]

    def _by_plan(self, plan: Plan, box: RationalBox, exact: bool) -> Range | None:
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
        ranges[PI_NAME] = PI
        return self._in_fractions(plan.words, ranges) if exact else self._dyadic(plan.words, ranges, self._depth)

    def _part(self, node: Any, box: RationalBox, exact: bool) -> Range | None:
        """Range of a part that stands as a variable: the checker has no word for it, or is asked about it alone."""
        pairs = [self._enclosed(part, box, exact=exact) for part in compared(node)]
        known = [pair for pair in pairs if pair is not None]
        if len(known) < len(pairs):
            return None
        if known:
            return range_of(node, known)
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
        return self._dyadic(self._lean.log(self._lean.var("t")), {"t": rounded_outwards(*argument)}, _LOG_DEPTH)

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
        small = {"t": rounded_outwards(argument[0] / count, argument[1] / count)}
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

    plan = planned(expression, False, leancert)
    if plan.missing or plan.expression in plan.parts.values():
        return plan.missing or next(filter(None, map(missing_word, arguments(plan.expression))), "")
    return next(filter(None, map(missing_word, plan.parts.values())), "")


def _pair(number: Fraction) -> dict[str, int]:
    return {"n": number.numerator, "d": number.denominator}
