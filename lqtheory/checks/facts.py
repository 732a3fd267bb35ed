"""What a piece of a certificate claims: lower bounds of expressions on boxes, from which the relation follows.

Each of the four arguments of :class:`lqtheory.box_certificates.Piece` is a list of facts ``expression >= bound on box``
and one line of rational arithmetic. The facts do not depend on who checks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import sympy as sp

from lqtheory.box_certificates import Piece
from lqtheory.checks import signs
from lqtheory.checks.boxes import Box, Region, middle
from lqtheory.checks.definedness import partial_terms
from lqtheory.definitions import unfold
from lqtheory.domain import Domain, Integer, Real
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation

__all__ = ["Fact", "Question", "facts_of"]

#: A positive lower bound that stands for "positive" where nothing else is known.
TINY = Fraction(1, 1 << 80)
#: A bound that asks for nothing but a value.
HUGE = Fraction(1 << 200)
#: Sums of so many terms are left to SymPy.
_LONG = 100

#: Maxima over so many integers are written out.
_FEW = 16
#: What jumps; and a function that no checker knows, in place of a slope that says nothing.
_STEPS = (sp.floor, sp.ceiling, sp.sign, sp.Heaviside)
_NO_SLOPE = sp.Function("slope of a jump")


class Fact(NamedTuple):
    """``expression >= bound`` at every point of a box."""

    expression: Any
    box: Box
    bound: Fraction


class Question:
    """A relation on one box whose integers are fixed, in elementary functions.

    Parameters
    ----------
    relation : Relation
        The relation, ``<=`` or ``<``.
    domain : Domain
        Its domain.
    region : Region
        The region of the certificate.
    given : sequence of Relation
        Assumptions.
    start : dict
        The box: integers have equal ends.

    Notes
    -----
    Quantities are replaced by their formulas where the domain and the assumptions show these to hold.
    """

    def __init__(
        self, relation: Relation, domain: Domain, region: Region, given: Sequence[Relation], start: Box
    ) -> None:
        self.start = start
        fixed = {name: ends[0] for name, ends in start.items() if isinstance(domain.parameters[name], Integer)}
        values = {domain.symbol(name): sp.Integer(int(value)) for name, value in fixed.items()}

        known = signs.facts_of(domain, given)

        def is_meant(condition: Relation) -> bool:
            return signs.sign_holds(condition.gap, known, strict=condition.operator == "<")

        def unfolded(expression: sp.Expr) -> sp.Expr:
            # A quantity stays where its formula is not known to hold; then only balls have a word for it.
            return unfold(expression, domain, shown=is_meant)

        met: set[sp.Basic] = set()

        def elementary(expression: sp.Expr) -> sp.Expr:
            unfolded_here = unfolded(expression)
            # Before integers are put in, which may cancel some.
            met.update(term.xreplace(values) for term in _bare_partial(unfolded_here))
            return _with_maxima(_summed(unfolded_here.xreplace(values), met), met)

        self.strict = relation.operator == "<"
        self.lhs, self.rhs = elementary(relation.lhs), elementary(relation.rhs)
        #: What must have a value for the sides to have one.
        self.partial = frozenset(
            term for term in (*met, *partial_terms([Relation(self.lhs, "<=", self.rhs)])) if not _has_value(term)
        )
        self._seen: dict[tuple[frozenset[sp.Basic], sp.Expr], frozenset[sp.Basic]] = {}
        self.names = tuple(name for name in start if name not in fixed)
        self._symbols = {name: domain.symbol(name) for name in self.names}
        bounds = [
            Relation(*pair)
            for name in region.names
            for which in ("low", "high")
            for pair in _bound(domain, name, which)
        ]
        self.conditions = tuple(
            (elementary(r.lhs), r.operator, elementary(r.rhs))
            for r in (*bounds, *_conditions(domain, region), *region.conditions, *given)
        )
        #: What must be positive for the gap of logarithms to be what its name says.
        self.positive: tuple[sp.Expr, ...] = ()
        self.forms = {"gap": self.rhs - self.lhs}
        log_gap = Relation(self.lhs, relation.operator, self.rhs).log_gap
        if log_gap is not None:
            self.forms["logarithms"] = log_gap
            logarithms = (node.args[0] for node in log_gap.atoms(sp.log))
            sides = (self.lhs, self.rhs, *logarithms)
            self.positive = tuple(sorted({f for side in sides for f in _factors(side)}, key=str))
        self._slopes: dict[tuple[str, str], sp.Expr] = {}
        if any(self.slope("gap", name).is_rational_function() for name in self.names):
            self.forms = {"gap": self.forms["gap"], "factored": self.forms["gap"], **self.forms}

    def form(self, name: str) -> sp.Expr:
        """The function of that name whose sign is the relation."""
        return self.forms[name]

    def slope(self, form: str, name: str) -> sp.Expr:
        """Partial derivative of a form; in factors, which often show its sign at once, if the form is called so."""
        key = (form, name)
        if key not in self._slopes:
            function, symbol = self.forms[form], self._symbols[name]
            slope = sp.diff(function, symbol) if not _jumps(function, symbol) else _NO_SLOPE(symbol)
            if form == "factored" and slope.is_rational_function():
                in_factors = sp.factor(slope)
                slope = in_factors if _divides_alike(function, in_factors, symbol) else slope
            self._slopes[key] = slope
        return self._slopes[key]

    def unseen(self, partial: frozenset[sp.Basic], expressions: Iterable[sp.Expr]) -> list[sp.Basic]:
        """Terms without a value everywhere that do not stand in any of some expressions.

        The gap of two sides, the gap of their logarithms and slopes lose terms that cancel, and with them the question
        where the sides have a value.
        """
        left = partial
        for expression in expressions if partial else ():
            key = (partial, expression)
            if key not in self._seen:
                inside = set(sp.preorder_traversal(expression))
                self._seen[key] = frozenset(term for term in partial if term in inside)
            left = left - self._seen[key]
        return sorted(left, key=str)

    def outside(self, which: int) -> sp.Expr:
        """Positive where assumption number ``which`` fails (at least 0 would do for a strict one)."""
        lhs, _, rhs = self.conditions[which]
        return lhs - rhs


def _summed(expression: sp.Expr, met: set[sp.Basic]) -> sp.Expr:
    """Sums and products over integers written out, as far as they are short.

    Those that end before they begin are empty here; SymPy takes off the terms between. Terms of their bodies that have
    no value everywhere are added to ``met`` for every integer, since products with 0 lose them.
    """
    if not expression.has(sp.Sum, sp.Product):
        return expression.doit()
    if not isinstance(expression, (sp.Sum, sp.Product)):
        return expression.func(*(_summed(argument, met) for argument in expression.args))
    kind, (*inner, (index, low, high)) = type(expression), expression.limits
    body = kind(expression.function, *inner) if inner else expression.function
    low, high = _summed(low, met), _summed(high, met)
    whole, nested, partial = kind(body, (index, low, high)), body.has(sp.Sum, sp.Product), _bare_partial(body)
    as_it_is = nested or any(term.free_symbols != {index} for term in partial)
    if not (low.is_Integer and (high.is_Integer or high == sp.oo)):
        return whole  # for which nobody has a word
    if high < low:
        return sp.S.Zero if kind is sp.Sum else sp.S.One
    if high - low >= (_FEW if nested else _LONG):
        return whole if as_it_is else whole.doit()
    together = sp.Add if kind is sp.Sum else sp.Mul
    return together(*(_summed(at, met) for at in _written_out(body, index, low, high, met)))


def _written_out(
    body: sp.Expr, index: sp.Symbol, low: sp.Integer, high: sp.Integer, met: set[sp.Basic]
) -> list[sp.Expr]:
    """A body at every integer, with its terms that may have no value there."""
    places, partial = range(int(low), int(high) + 1), _bare_partial(body)
    met.update(term.xreplace({index: sp.Integer(m)}) for m in places for term in partial)
    return [body.subs(index, m) for m in places]


def _bare_partial(expression: sp.Expr) -> list[sp.Basic]:
    """Terms without a value everywhere, outside of sums, products and maxima over integers."""
    found = partial_terms([Relation(expression, "<=", 0)])
    return [term for term in found if not term.has(sp.Sum, sp.Product, MaxOver)]


def _has_value(term: sp.Basic) -> bool:
    return bool(term.is_number and term.is_real and term.is_finite)


def _with_maxima(expression: sp.Expr, met: set[sp.Basic]) -> sp.Expr:
    """Maxima over a few integers as maxima of their values, which have slopes.

    SymPy's derivative of a maximum is that of each argument times a step, which is 1 where the argument is the largest
    and 0 where it is not. Both arithmetics take everything between 0 and 1 for a step that they do not know, so that
    the sum encloses the slopes on all sides of a kink, and with them the differences of values over the box.
    """
    found = {}
    for node in expression.atoms(MaxOver):
        body, index, low, high = node.args
        if low.is_Integer and high.is_Integer and 0 <= high - low < _FEW:
            values = _written_out(body, index, low, high, met)
            found[node] = values[0] if len(values) == 1 else sp.Max(*values, evaluate=False)
    return expression.xreplace(found)


def _jumps(expression: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether it has a step in the symbol: SymPy's derivative of one is 0 or a delta, which bounds no difference."""
    return any(symbol in node.free_symbols for node in expression.atoms(*_STEPS))


def _divides_alike(function: sp.Expr, slope: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether a slope in factors has no value wherever the function has none: no divisor was cancelled.

    Those without the symbol are met where the function is asked for at an end of the symbol's range.
    """
    left = {factor for factor, _ in sp.factor_list(sp.fraction(slope)[1])[1]}
    for power in function.atoms(sp.Pow):
        if power.exp.is_negative:
            divisor = sp.fraction(sp.together(power.base))[0]
            if any(symbol in factor.free_symbols and factor not in left for factor, _ in sp.factor_list(divisor)[1]):
                return False
    return True


def _factors(expression: sp.Expr) -> list[sp.Expr]:
    """Expressions that make this one positive if they are: powers and products are taken apart."""
    if expression.is_Rational and expression > 0:
        return []
    if isinstance(expression, sp.exp):
        return []
    if expression.is_Pow and expression.base is sp.E:
        return []
    if expression.is_Pow:
        return _factors(expression.base)
    if expression.is_Mul:
        return [factor for part in expression.args for factor in _factors(part)]
    return [expression]


def _bound(domain: Domain, name: str, which: str) -> list[tuple[Any, str, Any]]:
    """A bound of the domain that mentions other scalars, as a relation."""
    member, end = domain.parameters[name], domain.bound(name, which)
    if not end.free_symbols:
        return []
    included = not isinstance(member, Real) or (member.includes_low if which == "low" else member.includes_high)
    sides = (end, domain.symbol(name)) if which == "low" else (domain.symbol(name), end)
    return [(sides[0], "<=" if included else "<", sides[1])]


def _conditions(domain: Domain, region: Region) -> list[Relation]:
    known = set(region.names)
    return [w for w in domain.where if {str(s) for s in w.free_symbols} <= known and w.operator != "="]


def facts_of(question: Question, piece: Piece) -> list[Fact] | None:
    """The facts that a piece rests on, or ``None`` if they would not give the relation.

    Parameters
    ----------
    question : Question
        What is asked.
    piece : Piece
        The piece.

    Returns
    -------
    list of Fact or None
        If all of them hold, so does the relation at every point of the piece that the assumptions admit.
    """
    box = dict(piece.box)
    if piece.how == "outside":
        if piece.margin <= 0 or not 0 <= piece.which < len(question.conditions):
            return None
        lhs, _, rhs = question.conditions[piece.which]
        fails = Fact(question.outside(piece.which), box, piece.margin)
        partial = frozenset(term for term in partial_terms([Relation(lhs, "<=", rhs)]) if not _has_value(term))
        return [fails, *(Fact(term, box, -HUGE) for term in question.unseen(partial, [fails.expression]))]
    if piece.form not in question.forms or piece.margin < 0 or (question.strict and piece.margin <= 0):
        return None
    facts = _of_form(question, piece, box)
    if facts is None:
        return None
    missing = question.unseen(question.partial, (fact.expression for fact in facts if fact.box == box))
    return [*facts, *(Fact(term, box, -HUGE) for term in missing)]


def _of_form(question: Question, piece: Piece, box: Box) -> list[Fact] | None:
    """The facts from which the relation follows wherever its sides have a value."""
    facts = []
    if piece.form == "logarithms":
        facts = [Fact(factor, box, TINY) for factor in question.positive]
    form = question.form(piece.form)
    if piece.how == "values":
        return [*facts, Fact(form, box, piece.margin)]
    if piece.how == "slopes":
        return _by_slopes(question, piece, box, facts)
    if piece.how == "centred" and set(piece.slopes) == {n for n in question.names if box[n][0] < box[n][1]}:
        loss = Fraction(0)
        for name, (low, high) in piece.slopes.items():
            slope = question.slope(piece.form, name)
            facts += [Fact(slope, box, low), Fact(-slope, box, -high)]
            loss += max(abs(low), abs(high)) * (box[name][1] - box[name][0]) / 2
        return [*facts, Fact(form, middle(box), piece.margin + loss)]
    return None


def _by_slopes(question: Question, piece: Piece, box: Box, facts: list[Fact]) -> list[Fact] | None:
    face: dict[str, tuple[Fraction, Fraction]] = dict(box)
    for name, sign in piece.signs.items():
        if name not in question.names or sign not in (1, -1):
            return None
        facts.append(Fact(sign * question.slope(piece.form, name), dict(face), Fraction(0)))
        end = box[name][0 if sign > 0 else 1]
        face[name] = (end, end)
    return [*facts, Fact(question.form(piece.form), face, piece.margin)]


def questions(relation: Relation, domain: Domain, region: Region, given: Sequence[Relation]) -> Iterator[Question]:
    """One question for every admissible combination of the integers of a region.

    Parameters
    ----------
    relation : Relation
        The relation, ``<=`` or ``<``.
    domain : Domain
        Its domain.
    region : Region
        The region of the certificate.
    given : sequence of Relation
        Assumptions.

    Yields
    ------
    Question
        In the order of the integers; there may be thousands.
    """
    return (Question(relation, domain, region, given, start) for start in region.starts())
