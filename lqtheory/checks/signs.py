"""Deciding signs and identities of expressions under the bounds of a domain, by SymPy's assumptions alone.

Bounds such as ``0 < q < p`` are turned into assumptions by slack substitution (:mod:`lqtheory.checks.slacks`). Forms
that floats show to be negative are not looked at (:mod:`lqtheory.checks.trials`). Nothing here calls
``simplify(force=True)``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import sympy as sp

from lqtheory.checks.slacks import Fact, expanded, may_be_infinite, substitutions, usable_facts
from lqtheory.checks.trials import differ_somewhere, holding, negative
from lqtheory.domain import Domain, Integer, Real
from lqtheory.expressions import MaxOver, normal_indices
from lqtheory.relations import Relation

__all__ = ["Fact", "expanded", "facts_of", "is_identity", "sign_holds"]

#: Exponents with larger numerators or denominators are not put into polynomials, whose length is their degree.
_LARGEST_DEGREE = 10_000


def facts_of(domain: Domain, relations: Iterable[Relation] = ()) -> list[Fact]:
    """Facts known in a domain: bounds of its scalars, its conditions, and extra relations.

    Parameters
    ----------
    domain : Domain
        The domain.
    relations : iterable of Relation
        More facts, such as the assumptions of a step.

    Returns
    -------
    list of Fact
        Extra relations first, because they say most.
    """
    facts: list[Fact] = []
    for r in (*relations, *domain.where):
        facts.append(Fact(r.gap, r.operator == "<", r.operator == "="))
        if r.operator == "<" and r.gap.is_integer:  # integers that differ, differ by at least 1
            facts.append(Fact(r.gap - 1))
    for name, member in domain.scalars().items():
        symbol = domain.symbol(name)
        low, high = domain.bound(name, "low"), domain.bound(name, "high")
        integer = isinstance(member, Integer)
        if low.is_finite is not False:
            strict = not integer and isinstance(member, Real) and not member.includes_low
            facts.append(Fact(symbol - low, strict))
        infinite = isinstance(member, Real) and member.infinite
        if high.is_finite is not False and not infinite:
            strict = not integer and isinstance(member, Real) and not member.includes_high
            facts.append(Fact(high - symbol, strict))
    return facts


def _known(expression: sp.Expr, strict: bool) -> bool:
    return bool(expression.is_positive if strict else expression.is_nonnegative)


@lru_cache(maxsize=65536)
def _obvious(expression: sp.Expr, strict: bool) -> bool:
    """Whether the sign shows after one of a few safe rearrangements."""
    if _known(expression, strict) or _known(expanded(expression), strict):
        return True
    top, bottom = sp.fraction(sp.together(expression))
    top, bottom = sp.expand(top), sp.expand(bottom)
    if (_known(top, strict) and _known(bottom, True)) or (_known(-top, strict) and _known(-bottom, True)):
        return True
    return top.is_polynomial() and _known(sp.factor(top), strict) and _known(bottom, True)


def sign_holds(expression: sp.Expr, facts: Sequence[Fact], *, strict: bool = False) -> bool:
    """Whether ``expression >= 0`` (``> 0`` if strict) follows from the facts by sign rules.

    Products, powers, exponentials and sums are taken apart first; what remains is rearranged under slack substitution.

    Parameters
    ----------
    expression : sympy.Expr
        What should be nonnegative.
    facts : sequence of Fact
        What is known.
    strict : bool
        Whether strict positivity is asked.

    Returns
    -------
    bool
        True only if it follows; False says nothing.

    Examples
    --------
    >>> from lqtheory.domain import Domain, Integer, Real
    >>> D = Domain(q=Real(0), p=Real("q"))
    >>> q, p = D.symbols
    >>> sign_holds(p / q - 1, facts_of(D), strict=True)
    True
    >>> sign_holds(p - 2 * q, facts_of(D))
    False
    """
    return _sign_holds(normal_indices(sp.sympify(expression)), _normal(facts), strict)


def _normal(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts with bound indices that are called like no parameter, so that nothing put in is captured by them."""
    return tuple(Fact(normal_indices(f.expression), f.strict, f.equation) for f in facts)


@lru_cache(maxsize=65536)
def _sign_holds(expression: sp.Expr, facts: tuple[Fact, ...], strict: bool) -> bool:
    if _known(expression, strict):
        return True
    if expression.is_number or _known(-expression, True):
        return False
    for fact in facts:
        if (fact.strict or not strict or fact.equation) and expanded(expression) == expanded(fact.expression):
            return not (fact.equation and strict)
    if expression.is_Mul and _product_sign(expression, facts, strict):
        return True
    if expression.is_Pow and not expression.base.is_number:
        if strict and may_be_infinite(expression.base):  # 1/inf is 0
            return False
        return _sign_holds(expression.base, facts, True) or (
            not strict and _sign_holds(expression.base, facts, False) and _sign_holds(expression.exp, facts, True)
        )
    if isinstance(expression, (MaxOver, sp.Sum)):
        return _sign_over_range(expression, facts, strict)
    if expression.is_Add and all(_sign_holds(term, facts, False) for term in expression.args):
        if not strict or any(_sign_holds(term, facts, True) for term in expression.args):
            return True
    if expression.is_Function and not expression.is_Add:
        return any(_sign_holds(value, rest, strict) for value, rest in _equal_values(expression, facts))
    return _sign_after_substitution(expression, facts, strict)


def _sign_after_substitution(expression: sp.Expr, facts: tuple[Fact, ...], strict: bool) -> bool:
    """Whether the sign shows after slack substitutions; forms that floats show to be negative are not looked at."""
    relevant, below = usable_facts(expression, facts), negative(expression)
    if below is not None and (below & holding(relevant)).any():
        return False  # no other form can show what is not true
    return any(negative(form) is None and _obvious(form, strict) for form in substitutions(expression, relevant))


def _equal_values(head: sp.Expr, facts: tuple[Fact, ...]) -> Iterator[tuple[sp.Expr, tuple[Fact, ...]]]:
    """What a quantity is equal to by one of the facts, with the other facts."""
    for fact in facts:
        coefficient = fact.expression.coeff(head, 1) if fact.equation else 0
        if coefficient in (1, -1):
            value = sp.expand(head - coefficient * fact.expression)
            if not value.has(head):
                yield value, tuple(f for f in facts if f != fact)


def _sign_over_range(expression: sp.Expr, facts: tuple[Fact, ...], strict: bool) -> bool:
    """Sign of a maximum or sum whose terms all have it; what is known of the index is its range here, nothing else."""
    summed = isinstance(expression, sp.Sum)
    if summed and (strict or len(expression.limits) != 1):
        return False
    body = expression.function if summed else expression.args[0]
    index, low, high = expression.limits[0] if summed else expression.args[1:]
    if index.is_positive and not low.is_positive:
        return False
    outer = tuple(f for f in facts if not f.expression.has(index))
    if not summed and not _sign_holds(high - low, outer, False):
        return False
    return _sign_holds(body, (Fact(index - low), Fact(high - index), *outer), strict)


def _product_sign(expression: sp.Expr, facts: tuple[Fact, ...], strict: bool) -> bool:
    """Sign of a product from the signs of its factors."""
    negative = False
    for factor in expression.args:
        if _sign_holds(factor, facts, strict):
            continue
        # The negative of an undecided power is this very product again: nothing new, and no end.
        if -factor == expression or not _sign_holds(-factor, facts, strict):
            return False
        negative = not negative
    return not negative


def _log_form(expression: sp.Expr, facts: tuple[Fact, ...]) -> sp.Expr | None:
    """Logarithm of a positive expression as a sum of multiples of logs of irreducible factors, or ``None``."""
    if expression.is_Mul:
        return _log_of_product(expression, facts)
    if isinstance(expression, sp.exp):
        return expression.args[0]
    if expression.is_Pow and not expression.base.is_number:
        inner = _log_form(expression.base, facts)
        return None if inner is None else sp.expand(expression.exp * inner)
    if expression.is_Rational and expression.is_positive:
        return sp.Add(*(power * sp.log(prime) for prime, power in sp.factorrat(expression).items()))
    if expression.is_Add and _has_short_polynomial(expression):
        factored = sp.factor(sp.together(expression))
        if factored != expression and not factored.is_Add:
            return _log_form(factored, facts)
    return sp.log(expression) if _sign_holds(expression, facts, True) else None


def _has_short_polynomial(expression: sp.Expr) -> bool:
    """Whether exponents are small: exp(1.2784645428 - u) is a polynomial of degree 3 billion in exp(1/2500000000)."""
    numbers = {number for power in expression.atoms(sp.Pow, sp.exp) for number in power.exp.atoms(sp.Rational)}
    return all(max(abs(number.p), number.q) <= _LARGEST_DEGREE for number in numbers)


def _log_of_product(expression: sp.Expr, facts: tuple[Fact, ...]) -> sp.Expr | None:
    negative, parts = False, []
    for factor in expression.args:
        part = _log_form(factor, facts)
        if part is None and (factor.is_Add or factor.is_number):
            negative, part = not negative, _log_form(-factor, facts)
        if part is None:
            return None
        parts.append(part)
    return None if negative else sp.Add(*parts)


def _vanishes(lhs: sp.Expr, rhs: sp.Expr, facts: tuple[Fact, ...]) -> bool:
    """Whether a difference has normal form zero, directly or between the logarithms of positive sides."""
    difference = lhs - rhs
    # Powers of products are split before anything is multiplied out, which would hide the factors.
    if difference == 0 or sp.expand(difference) == 0 or sp.expand(sp.expand_power_base(difference)) == 0:
        return True
    # Floats before polynomials: to bring sides that differ to one denominator, and to factor it, may take minutes.
    # What follows does not look into sums and maxima.
    if differ_somewhere(lhs, rhs, facts, opaque=True):
        return False
    if difference.is_rational_function():  # the normal form decides, logarithms would only take time
        return bool(sp.expand(sp.fraction(sp.together(difference))[0]) == 0)
    left = _log_form(lhs, facts)
    right = _log_form(rhs, facts) if left is not None else None
    if left is not None and right is not None:
        gap = sp.expand(left - right)
        if gap == 0 or sp.expand(sp.fraction(sp.together(gap))[0]) == 0:
            return True
    try:
        return bool(sp.expand(sp.fraction(sp.together(difference))[0]) == 0)
    except (sp.PolynomialError, NotImplementedError):
        return False


def is_identity(lhs: sp.Expr, rhs: sp.Expr, facts: Sequence[Fact]) -> bool:
    """Whether ``lhs = rhs`` has SymPy normal form 0, after slack substitutions that make bases positive.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The sides.
    facts : sequence of Fact
        What is known of the symbols.

    Returns
    -------
    bool
        True only if the normal form of the difference is 0.

    Examples
    --------
    >>> q = sp.Symbol("q", positive=True)
    >>> is_identity((2 * q) ** 2, 4 * q**2, [])
    True
    """
    lhs, rhs, known = normal_indices(lhs), normal_indices(rhs), _normal(facts)
    if _vanishes(lhs, rhs, known):
        return True
    if differ_somewhere(lhs, rhs, known):
        return False
    sides = sp.Tuple(lhs, rhs)
    forms = itertools.islice(substitutions(sides, usable_facts(sides, known)), 1, 12)
    if any(_vanishes(form.args[0], form.args[1], ()) for form in forms):
        return True
    if lhs.has(sp.Sum) or rhs.has(sp.Sum):
        return _vanishes(_linear_sums(lhs), _linear_sums(rhs), known)
    # SymPy takes an empty sum for minus a sum, and splits sums at points outside their range.
    return bool(sp.simplify(lhs - rhs) == 0)


def _linear_sums(expression: sp.Basic) -> sp.Basic:
    """The expression with every sum taken apart term by term, and factors without the index in front of it."""
    if not expression.has(sp.Sum):
        return expression
    if not isinstance(expression, sp.Sum) or len(expression.limits) != 1:
        return expression.func(*map(_linear_sums, expression.args))
    total, index = sp.S.Zero, expression.limits[0][0]
    for term in sp.Add.make_args(sp.expand(_linear_sums(expression.function))):
        factor, rest = term.as_independent(index, as_Add=False)
        total += factor * sp.Sum(rest, expression.limits[0])
    return total
