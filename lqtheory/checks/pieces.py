"""Deciding a relation on one piece of a box, and the search through pieces."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from lqtheory.balls import Truth, ball, enclosure
from lqtheory.balls.expressions import BALLS
from lqtheory.checks.boxes import Box, Region, ball_environment, halves, middle, width
from lqtheory.checks.budget import Clock
from lqtheory.decision import membership, relation_truth
from lqtheory.domain import Domain, Real
from lqtheory.errors import DomainError, LqTheoryError, UnsupportedError
from lqtheory.expressions import Compiled, compile_expression
from lqtheory.relations import Relation

__all__ = ["Form", "PieceJudge", "Search"]

#: Pieces narrower than this are given up: the sides touch there, or rounding covers their distance.
NARROWEST = Fraction(1, 1 << 44)
#: After so many pieces, and again after as many more, one undecided piece is followed down to the narrowest.
PROBE = 1000
#: Derivatives with more operations cost more than the subdivision they save.
LONGEST_DERIVATIVE = 1500
_JUMPS = ("floor", "ceiling", "sign", "Heaviside", "Max", "Min", "MaxOver")


class Form:
    """A function of the scalars whose sign is the relation, with enclosures of its partial derivatives.

    Parameters
    ----------
    expression : sympy.Expr
        The function.
    symbols : mapping of str to sympy.Symbol
        Real variables in which it may be differentiated.
    """

    def __init__(self, expression: Any, symbols: Mapping[str, Any]) -> None:
        self._expression = expression
        self._symbols = symbols
        self._derivatives: dict[tuple[str, ...], Compiled | None] = {}
        self.value = compile_expression(expression, BALLS)

    def derivative(self, *names: str) -> Compiled | None:
        """Ball version of a partial derivative (of any order), or ``None`` where there is none to be had."""
        if names not in self._derivatives:
            self._derivatives[names] = self._compile([self._symbols[name] for name in names])
        return self._derivatives[names]

    def _compile(self, symbols: Sequence[Any]) -> Compiled | None:
        derivative = self._expression
        for symbol in symbols:  # a derivative may jump where the function does not, as that of |t| does at 0
            if _jumps_in(derivative, symbol):
                return None
            derivative = derivative.diff(symbol)
        if derivative.count_ops() > LONGEST_DERIVATIVE // len(symbols) ** 3:
            return None
        try:
            return compile_expression(derivative, BALLS)
        except UnsupportedError:
            return None

    def lower_corner(self, box: Box) -> tuple[Box, list[tuple[str, int]]]:
        """The face of a piece on which the function is smallest, and the strictly monotone variables with direction."""
        face, strict = dict(box), []
        for name in [n for n in self._symbols if n in box and box[n][0] < box[n][1]]:
            slopes = self._slopes(name, face)
            if slopes is None:
                continue
            least, greatest = slopes
            if least >= 0:
                face[name] = (box[name][0], box[name][0])
            elif greatest <= 0:
                face[name] = (box[name][1], box[name][1])
            if least > 0 or greatest < 0:
                strict.append((name, 1 if least > 0 else -1))
        return face, strict

    def _slope(self, name: str, box: Box) -> Any:
        derivative = self.derivative(name)
        return None if derivative is None else ball(derivative(ball_environment(box)))

    def _slopes(self, name: str, box: Box) -> tuple[Any, Any] | None:
        """Balls of a lower and an upper bound of a derivative; at the ends of the piece if that is monotone itself.

        Where the sides touch to first order at an end, as ln t and t - 1 do at t = 1, only the exact end shows that the
        slope is 0 there and positive beyond.
        """
        slope = self._slope(name, box)
        if slope is None or slope >= 0 or slope <= 0:
            return None if slope is None else (slope, slope)
        second = self.derivative(name, name)
        curvature = None if second is None else ball(second(ball_environment(box)))
        if curvature is None or not (curvature >= 0 or curvature <= 0):
            return slope, slope
        low, high = (self._slope(name, {**box, name: (end, end)}) for end in box[name])
        return (low, high) if curvature >= 0 else (high, low)

    def mean_value(self, box: Box) -> Any:
        """Enclosure by the mean value form ``f(c) + Σ ∂f(box)·(box - c)``, or ``None`` without derivatives."""
        centre = middle(box)
        value = ball(self.value(ball_environment(centre)))
        env = ball_environment(box)
        for name, (low, high) in box.items():
            if low == high:
                continue
            slope = self._slope(name, box) if name in self._symbols else None
            if slope is None:
                return None
            value = value + slope * (ball(env[name]) - ball(centre[name][0]))
        return value


def _jumps_in(expression: Any, symbol: Any) -> bool:
    """Whether a derivative would miss a jump, or would need that of a quantity."""
    stack = [expression]
    while stack:
        node = stack.pop()
        if symbol not in node.free_symbols:
            continue
        if type(node).__name__ in _JUMPS or (type(node).__name__ == "Sum" and _in_limits(node, symbol)):
            return True
        if getattr(type(node), "quantity", None) is not None:
            return True
        stack.extend(node.args)
    return False


def _in_limits(node: Any, symbol: Any) -> bool:
    return any(symbol in end.free_symbols for limit in node.limits for end in limit[1:])


class PieceJudge:
    """Decides a relation on one piece.

    Parameters
    ----------
    relation : Relation
        The relation.
    domain : Domain
        Its domain.
    region : Region
        The region of the certificate.
    given : sequence of Relation
        Assumptions.
    """

    def __init__(self, relation: Relation, domain: Domain, region: Region, given: Sequence[Relation]) -> None:
        self.relation = relation
        members = {name: domain.parameters[name] for name in region.names}
        where = tuple(w for w in domain.where if {str(s) for s in w.free_symbols} <= members.keys())
        self.domain = Domain(where=where, **members)
        self.conditions = (*region.conditions, *given)
        reals = {name: domain.symbol(name) for name, m in members.items() if isinstance(m, Real)}
        log_gap = relation.log_gap if relation.operator != "=" else None
        self.gap_form = Form(relation.gap, reals)
        self.log_form = None if log_gap is None else Form(log_gap, reals)
        #: What balls had no word for on some piece.
        self.problem = ""
        self.open_ends = {
            (name, -1 if which == "low" else 1, domain.bound(name, which))
            for name, m in members.items()
            if isinstance(m, Real)
            for which in ("low", "high")
            if not (m.includes_low if which == "low" else m.includes_high)
        }

    def admissible(self, box: Box) -> Truth:
        """Whether the points of a piece satisfy domain and assumptions."""
        env = ball_environment(box)
        try:
            return Truth.all([membership(self.domain, env), *(relation_truth(r, env)[0] for r in self.conditions)])
        except (DomainError, UnsupportedError) as error:
            return self._without_answer(error)

    def truth(self, box: Box) -> tuple[Truth, Any, Any]:
        """Whether the relation holds on a piece, by direct comparison, with enclosures of both sides."""
        try:
            return relation_truth(self.relation, ball_environment(box))
        except (DomainError, UnsupportedError) as error:
            return self._without_answer(error), None, None

    def _without_answer(self, error: LqTheoryError) -> Truth:
        """A part of the piece lies outside a quantity's own domain, or balls have no word for it."""
        if isinstance(error, UnsupportedError):
            self.problem = str(error)
        return Truth.UNDECIDED

    def holds_by_slope(self, box: Box, left: Any, right: Any) -> bool:
        """Whether derivatives settle the piece in the affirmative, given enclosures of both sides on it."""
        # A gap loses terms that cancel, and with them where the sides have no value.
        if self.relation.operator == "=" or left is None or not (left.is_finite() and right.is_finite()):
            return False
        # Only where both sides are positive is the gap of logarithms what its name says.
        if self.log_form is not None and left > 0 and right > 0 and self._settles(self.log_form, box):
            return True
        return self._settles(self.gap_form, box)

    def _settles(self, form: Form, box: Box) -> bool:
        try:
            face, strict = form.lower_corner(box)
            if self._enough(ball(form.value(ball_environment(face))), box, strict):
                return True
            centred = form.mean_value(face) if any(low < high for low, high in face.values()) else None
        except (DomainError, UnsupportedError):
            return False
        return centred is not None and self._enough(centred, box, [])

    def _enough(self, value: Any, box: Box, strict: list[tuple[str, int]]) -> bool:
        if self.relation.operator == "<=" or value > 0:
            return bool(value >= 0)
        return bool(value >= 0) and any(self._is_open(name, box, -direction) for name, direction in strict)

    def _is_open(self, name: str, box: Box, side: int) -> bool:
        """Whether the piece reaches an end that the domain excludes, so that the minimum there is never attained."""
        end = box[name][0] if side < 0 else box[name][1]
        return any(n == name and s == side and bound.is_Rational and Fraction(int(bound.p), int(bound.q)) == end
                   for n, s, bound in self.open_ends)  # fmt: skip


class Search:
    """Search through the pieces of boxes, widest first.

    Parameters
    ----------
    judge : PieceJudge
        Decides single pieces.
    pieces : int
        How many pieces may be looked at.
    clock : Clock
        Cap on the time.
    """

    def __init__(self, judge: PieceJudge, pieces: int, clock: Clock) -> None:
        self.judge = judge
        self.limit = pieces
        self.clock = clock
        self.pieces = 0
        self.truth = Truth.YES
        self.inhabited = False
        self.counterexample: dict[str, Any] | None = None
        self.undecided: Box | None = None
        self._low, self._high = math.inf, math.inf
        self._probe = PROBE

    @property
    def slack(self) -> tuple[float, float] | None:
        """Bounds on the smallest gap, if any piece mattered."""
        return (self._low, self._high) if self._low < math.inf else None

    def run(self, start: Box) -> None:
        """Search one box; ``truth`` tells the outcome."""
        queue = [(-width(start)[0], 0, start)]
        counter = 0
        while queue:
            _, _, piece = heapq.heappop(queue)
            if self.pieces >= self.limit or self.clock.is_up():
                self._give_up(piece)
                return
            self.pieces += 1
            if self._settle(piece):
                if self.truth is not Truth.YES:
                    return
                continue
            relative, side = width(piece)
            hopeless = piece if relative < NARROWEST else None
            if hopeless is None and self.pieces >= self._probe:
                hopeless = self._hopeless(piece)
                self._probe = self.pieces + PROBE
            if hopeless is not None:
                self._give_up(hopeless)
            if self.truth is not Truth.YES:
                return
            for half in halves(piece, side):
                counter += 1
                heapq.heappush(queue, (-width(half)[0], counter, half))

    def _hopeless(self, piece: Box) -> Box | None:
        """A narrowest piece within a piece that cannot be decided, if one is found by going down wherever that fails.

        The search would come to it in the end, whatever it decides elsewhere, so that going on proves nothing: the
        sides touch there. Only a counterexample might still be found, for which the searches are the better means.
        """
        deepest = sum(low < high for low, high in piece.values()) * NARROWEST.denominator.bit_length()
        stack, left = [piece], 3 * deepest
        while stack and left > 0 and not self.clock.is_up():
            current = stack.pop()
            relative, side = width(current)
            if relative < NARROWEST:
                return current
            for half in halves(current, side):
                left -= 1
                self.pieces += 1
                if not self._settle(half):
                    stack.append(half)
                elif self.truth is not Truth.YES:
                    return None
        return None

    def _give_up(self, piece: Box) -> None:
        self.truth, self.undecided = Truth.UNDECIDED, piece

    def _settle(self, piece: Box) -> bool:
        """Whether nothing is left to do on a piece."""
        judge = self.judge
        if judge.admissible(piece) is Truth.NO:
            return True
        truth, left, right = judge.truth(piece)
        by_slope = truth is Truth.UNDECIDED and judge.holds_by_slope(piece, left, right)
        if truth is Truth.YES or by_slope:
            self._note(left, right, by_slope=by_slope)
            self.inhabited = self.inhabited or judge.admissible(middle(piece)) is Truth.YES
            return True
        point = middle(piece)
        if judge.truth(point)[0] is Truth.NO and judge.admissible(point) is Truth.YES:
            self.truth = Truth.NO
            self.counterexample = {name: _number(low) for name, (low, _) in point.items()}
            return True
        return False

    def _note(self, left: Any, right: Any, *, by_slope: bool = False) -> None:
        gap = right - left
        low, high = enclosure(gap) if gap.is_finite() else (0.0, math.inf)
        self._low = min(self._low, max(low, 0.0) if by_slope else low)
        self._high = min(self._high, high)


def _number(value: Fraction) -> Any:
    return int(value) if value.denominator == 1 else value
