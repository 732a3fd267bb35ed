"""Where the terms of a proof have a value.

``a <= b or b < a`` holds only where both have one: a root of a negative number is neither, and ``(y**2 + y)/y`` equals
``y + 1`` except where it is ``0/0``. So what a step concludes must be shown to have a value wherever its assumptions
hold, and so must what ``cases`` compares and whatever is discharged by rearrangement.

Quantities with ranks and angles have a value in their own range alone: nothing is said of the (n+1)-th of n entries.
Quantities that are not listed below are taken for total: their value outside of their range is whatever number of
their sign, so that a proof may speak of it, and says nothing that could be false of a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sympy as sp

from lqtheory.checks.signs import Fact, expanded, sign_holds
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation

__all__ = ["partial_terms", "positive_tails", "undefined"]

#: Functions that have no value everywhere, and what their argument must exceed.
_ABOVE = {"gamma": 0, "loggamma": 0, "zeta": 1}


def _within(value: sp.Expr, low: Any, high: Any) -> tuple[sp.Expr, ...]:
    return (value - low, high - value)


#: Name of a quantity -> what must be at least 0 for it to have a value, from the sizes of vectors and its arguments.
_RANGES: dict[str, Callable[..., tuple[sp.Expr, ...]]] = {
    "order_statistic": lambda size, x, k: _within(k, 1, size(x)),
    "entry": lambda size, x, j: _within(j, 1, size(x)),
    "tail_power_sum": lambda size, x, k, p: _within(k, 0, size(x)),
    "best_k_term_error": lambda size, x, k, p: _within(k, 0, size(x)),
    "weighted_best_k_term_error": lambda size, x, a, k, p: _within(k, 0, size(x)),
    "worst_case": lambda size, k, n, q, p: _within(k, 0, n),
    "uniform_expected_tail": lambda size, k, n, a: _within(k, 0, n),
    "laplace_expected_tail": lambda size, k, n, a: _within(k, 0, n),
    "uniform_order_second_moment": lambda size, i, n, a: _within(i, 1, n),
    "laplace_order_second_moment": lambda size, i, n, a: _within(i, 1, n),
    "circular_volume": lambda size, d, k, alpha: _within(k, 0, d),
    "tube_share": lambda size, d, k, phi: _within(k, 1, d),
    "l1_descent_volume": lambda size, d, s, k: (*_within(s, 1, d), *_within(k, 0, d)),
    "cap_share": lambda size, d, alpha: _within(alpha, 0, sp.pi),
    "circular_tail": lambda size, d, alpha: _within(alpha, 0, sp.pi / 2),
    "circular_statistical_dimension": lambda size, d, alpha: _within(alpha, 0, sp.pi / 2),
}

#: Says whether an expression is at least 0 (above 0 if strict) where the facts hold.
Shown = Callable[[sp.Expr, Sequence[Fact], bool], bool]


def _by_signs(expression: sp.Expr, known: Sequence[Fact], strict: bool) -> bool:
    return sign_holds(expression, known, strict=strict)


def undefined(
    relations: Iterable[Relation],
    known: Sequence[Fact],
    holding: Sequence[Relation] = (),
    granted: frozenset[sp.Basic] = frozenset(),
    shown: Shown = _by_signs,
    domain: Domain | None = None,
) -> sp.Basic | None:
    """A term of the relations that is not shown to have a value; nothing if all are.

    Parameters
    ----------
    relations : iterable of Relation
        What is asserted or compared.
    known : sequence of Fact
        What is known where they stand.
    holding : sequence of Relation
        Relations that are true there, whether a step uses them or not: terms in them have values, and what they say of
        a sign is looked up.
    granted : frozenset of sympy.Basic
        More terms that have a value.
    shown : callable, optional
        How signs are shown: ``shown(expression, facts, strict)``; by sign rules alone if it is not given.
    domain : Domain, optional
        Knows the sizes of vectors. Without it quantities are taken for total.

    Returns
    -------
    sympy.Basic or None
        The first such term.

    Examples
    --------
    >>> from lqtheory.domain import Domain, Real
    >>> from lqtheory.checks.signs import facts_of
    >>> D = Domain(x=Real(), y=Real(0))
    >>> x, y = D.symbols
    >>> undefined([Relation(sp.sqrt(y), "<=", 1 / y)], facts_of(D))
    >>> undefined([Relation(sp.sqrt(x), "<=", 1 / y)], facts_of(D))
    sqrt(x)
    """
    granted |= partial_terms(holding)
    more = [Fact(r.gap, r.operator == "<") for r in holding if r.operator != "="]
    stated = frozenset((_primitive(f.expression), f.strict) for f in (*known, *more) if not f.equation)

    bound: frozenset[sp.Basic] = frozenset()

    def or_stated(expression: sp.Expr, facts: Sequence[Fact], strict: bool) -> bool:
        if expression.free_symbols & bound:  # what is stated speaks of a variable of the proof with the same name
            return shown(expression, facts, strict)
        wanted = _primitive(expression)
        if (wanted, True) in stated or (not strict and (wanted, False) in stated):
            return True
        if shown(expression, facts, strict):
            return True
        near = (f for f in more if f.strict and f.expression.free_symbols & expression.free_symbols)
        return isinstance(expression, sp.Add) and any(shown(expression - f.expression, facts, False) for f in near)

    for relation in relations:
        for side in (relation.lhs, relation.rhs):
            for term, facts, bound in _partial(side, tuple(known), whole=granted):
                free = not term.free_symbols & bound
                if free and (term in granted or _granted(term, granted)):
                    continue
                if not _has_value(term, facts, or_stated, domain):
                    return term
    return None


def _granted(term: sp.Basic, granted: frozenset[sp.Basic]) -> bool:
    """Whether a power has a value because another power of the same base, up to a rational factor, has one."""
    if not isinstance(term, sp.Pow):
        return False
    base = _primitive(term.base)
    for other in (o for o in granted if isinstance(o, sp.Pow)):
        whole, same = other.exp.is_integer, _primitive(other.base)
        below = bool(other.exp.is_negative)  # then the base is not 0
        if whole and below and term.exp.is_integer and same in (base, sp.expand(-base)):
            return True
        if whole is False and same == base and (below or term.exp.is_nonnegative):
            return True
    return False


@lru_cache(maxsize=16384)
def _primitive(base: sp.Expr) -> sp.Expr:
    """The base without its positive rational factor."""
    return expanded(base).primitive()[1]


def positive_tails(shown: Shown, domain: Domain) -> Shown:
    """Signs as shown before, and that the tail of a vector of positive entries is positive if it has an entry.

    Parameters
    ----------
    shown : callable
        Shows signs: ``shown(expression, facts, strict)``.
    domain : Domain
        Knows the sizes of vectors.

    Returns
    -------
    callable
        Shows signs, too.
    """

    def also(expression: sp.Expr, facts: Sequence[Fact], strict: bool) -> bool:
        if strict and _quantity(expression) == "tail_power_sum" and expression.args[0].is_positive:
            entries = size_of(expression.args[0], domain)
            return sign_holds(entries - expression.args[1], facts, strict=True)
        return shown(expression, facts, strict)

    return also


def partial_terms(relations: Iterable[Relation]) -> frozenset[sp.Basic]:
    """Terms of relations that do not have a value for all arguments; where the relations hold, they have one.

    Parameters
    ----------
    relations : iterable of Relation
        Relations that are known to hold.

    Returns
    -------
    frozenset of sympy.Basic
        Powers, logarithms and the like.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> sorted(map(str, partial_terms([Relation(sp.sqrt(x) + x**2, "<=", 1 / x)])))
    ['1/x', 'sqrt(x)']
    """
    return frozenset().union(*(_partial_terms(side) for r in relations for side in (r.lhs, r.rhs)))


@lru_cache(maxsize=16384)
def _partial_terms(side: sp.Expr) -> frozenset[sp.Basic]:
    """Those of one side; kept, because every step of a proof looks at what the steps before it have shown."""
    sums = side.atoms(sp.Sum, MaxOver)
    # A term in a bound index has a value in the range of its sum alone: the sum is what has one, as it stands.
    return frozenset([*sums, *(term for term, _, bound in _partial(side, ()) if not term.free_symbols & bound)])


def _partial(
    expression: sp.Basic,
    facts: tuple[Fact, ...],
    bound: frozenset[sp.Basic] = frozenset(),
    whole: frozenset[sp.Basic] = frozenset(),
) -> Iterator[tuple[sp.Basic, tuple[Fact, ...], frozenset[sp.Basic]]]:
    """Partial terms inside an expression, each with what is known there, and bound indices around it.

    Inside a sum the range of its index is known. A sum that has a value as a whole is not looked into.
    """
    if isinstance(expression, (sp.Sum, MaxOver)):
        if expression in whole and not expression.free_symbols & bound:
            return
        body, index, low, high = (
            (expression.function, *expression.limits[0]) if isinstance(expression, sp.Sum) else expression.args
        )
        if isinstance(expression, MaxOver):
            yield expression, facts, bound
        yield from _partial(low, facts, bound, whole)
        yield from _partial(high, facts, bound, whole)
        inside = (*(f for f in facts if not f.expression.has(index)), Fact(index - low), Fact(high - index))
        yield from _partial(body, inside, bound | {index}, whole)
        return
    if _is_partial(expression):
        yield expression, facts, bound
    for argument in expression.args:
        yield from _partial(argument, facts, bound, whole)


def _is_partial(term: sp.Basic) -> bool:
    if isinstance(term, sp.Pow):
        return not (term.base.is_positive or (term.exp.is_integer and term.exp.is_nonnegative))
    return isinstance(term, (sp.log, sp.tan)) or type(term).__name__ in _ABOVE or _quantity(term) in _RANGES


def _quantity(term: sp.Basic) -> str:
    """Name of the quantity, empty for anything else."""
    return str(getattr(getattr(type(term), "quantity", None), "name", ""))


def _has_value(term: sp.Basic, facts: tuple[Fact, ...], shown: Shown, domain: Domain | None) -> bool:
    if _quantity(term) in _RANGES:
        if domain is None:
            return True
        needed = _RANGES[_quantity(term)](lambda x: size_of(x, domain), *term.args)
        return all(shown(expression, facts, False) for expression in needed)
    if isinstance(term, sp.Pow):
        return _power_has_value(term, facts, shown)
    if isinstance(term, MaxOver):
        _, _, low, high = term.args
        return shown(high - low, facts, False)
    argument = term.args[0]
    if isinstance(term, sp.log):  # minus infinity is a value; where that could be cancelled it is refused elsewhere
        return _positive(argument, facts, shown) or shown(argument, facts, False)
    if isinstance(term, sp.tan):
        return shown(sp.pi / 2 - argument, facts, True) and shown(sp.pi / 2 + argument, facts, True)
    return shown(argument - _ABOVE[type(term).__name__], facts, True)


def _power_has_value(term: sp.Pow, facts: tuple[Fact, ...], shown: Shown) -> bool:
    base, exponent = term.base, term.exp
    if exponent.is_integer:
        if exponent.is_nonnegative or base.is_zero is False or isinstance(base, sp.gamma):  # 1/gamma has no pole
            return True
        return _positive(base, facts, shown) or _positive(-base, facts, shown) or shown(exponent, facts, False)
    if exponent.is_nonnegative:
        return _nonnegative(base, facts, shown)
    return _positive(base, facts, shown) or (shown(exponent, facts, False) and _nonnegative(base, facts, shown))


def _positive(expression: sp.Expr, facts: tuple[Fact, ...], shown: Shown) -> bool:
    """Whether an expression is positive: by signs, by its parts, or after a step that sign rules do not take."""
    if shown(expression, facts, True):
        return True
    if isinstance(expression, (sp.Mul, sp.Pow)) and not expression.is_number:
        parts = expression.args if isinstance(expression, sp.Mul) else (expression.base,)
        return all(_positive(part, facts, shown) for part in parts)
    if isinstance(expression, sp.Add) and all(_nonnegative(part, facts, shown) for part in expression.args):
        return any(_positive(part, facts, shown) for part in expression.args)
    return any(_positive(e, facts, shown) for e in _below(expression, facts, shown))


def _nonnegative(expression: sp.Expr, facts: tuple[Fact, ...], shown: Shown) -> bool:
    if isinstance(expression, sp.log):
        return shown(expression.args[0] - 1, facts, False)
    if shown(expression, facts, False):
        return True
    if isinstance(expression, (sp.Mul, sp.Pow)):
        return _positive(expression, facts, shown)
    return any(_nonnegative(e, facts, shown) for e in _below(expression, facts, shown))


def _below(expression: sp.Expr, facts: tuple[Fact, ...], shown: Shown) -> Iterator[sp.Expr]:
    """Expressions of the same sign, or with a sign that this one has, too.

    A largest value gives way to one of its candidates where it is added, ``a - c`` to ``a**2 - c**2`` and
    ``1 - a**(-e)`` to ``a - 1``, ``log(a)`` to ``a - 1``, ``1 - exp(-a)`` to ``a``.
    """
    if isinstance(expression, sp.log):
        yield expression.args[0] - 1
    if isinstance(expression, sp.gamma):
        yield expression.args[0]
    if not isinstance(expression, sp.Add):
        return
    for largest in (a for a in expression.args if isinstance(a, sp.Max)):
        yield from (expression - largest + candidate for candidate in largest.args)
    number, (power, *others) = expression.args[0], expression.args[1:]
    if others or not number.is_number:
        return
    if number.is_negative and any(p.exp == sp.S.Half for p in power.atoms(sp.Pow)) and shown(power, facts, False):
        yield sp.expand(power**2) - number**2
    if number == 1 and isinstance(-power, sp.exp):
        yield -(-power).args[0]
    if number == 1 and isinstance(-power, sp.Pow) and shown((-power).base, facts, True):
        base, exponent = (-power).base, (-power).exp
        if shown(exponent, facts, True):
            yield 1 - base
        elif shown(-exponent, facts, True):
            yield base - 1
