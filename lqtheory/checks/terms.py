"""What the terms of a proof must be like for SymPy's arithmetic to say something about them.

SymPy cancels ``a - a`` even where a may be infinite, rounds floats as it goes, takes the derivative of a jump for 0,
and believes whatever a bound index is said to be. So every relation of a step is looked at before its rule is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sympy as sp

from lqtheory.balls.expressions import FUNCTIONS
from lqtheory.checks.signs import Fact, facts_of, sign_holds
from lqtheory.domain import Domain, Integer, Matrix, Object, Parameter, Real, Vector
from lqtheory.expressions import MaxOver, normal_indices
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

__all__ = ["empty_range", "empty_vector", "objection"]

_ARITHMETIC = (sp.Add, sp.Mul, sp.Pow, sp.Max, sp.Min, sp.Sum, MaxOver, sp.Symbol, sp.Rational)
_CONSTANTS = (sp.pi, sp.E, sp.EulerGamma, sp.Catalan)


def _support(q: sp.Expr) -> sp.Expr:
    """Number of nonzero entries; shares are zero where the entries are."""
    inner = q.args[0] if type(q) is find_quantity("mass_shares").symbol else q
    return find_quantity("support_size").symbol(inner)


# name -> whether the quantity is finite at its arguments; those that are not listed always are.
_FINITE: dict[str, Callable[..., tuple[Any, ...]]] = {
    "log_lq_norm": lambda x, q: (is_nonzero_vector(x),),
    "log_worst_case": lambda k, n, q, p: (Relation(k, "<", n),),
    "kmin_stechkin": lambda s, eta, q, p: (Relation(0, "<", eta),),
    "kmin_stechkin_count": lambda s, eta, q, p: (Relation(0, "<", eta),),
    "sharp_keep_threshold": lambda k, T, a, n: (False,),
    "l1_descent_threshold": lambda rho: (Relation(0, "<", rho),),
    "nonnegative_descent_threshold": lambda rho: (Relation(0, "<", rho),),
    "group_descent_threshold": lambda rho, b: (Relation(0, "<", rho),),
    "cancellation_ratio": lambda x, y, t: (False,),
    "recalled_normal_error": lambda delta, variance: (False,),
    "binary_divergence": lambda p, q: (Relation(0, "<", q), Relation(q, "<", 1)),
    "draws_for_unique": lambda q, u: (Relation(u, "<", _support(q)),),
    "required_draws": lambda g, q, epsilon, delta: (False,),
}


def empty_range(domain: Domain, extra: Mapping[str, Parameter]) -> str:
    """An auxiliary variable that might have no value for some values of the others, in words; else nothing.

    Parameters
    ----------
    domain : Domain
        Domain of the theorem.
    extra : mapping of str to domain members
        Auxiliary variables. What is shown for all their values says nothing where there are none.

    Returns
    -------
    str
        The objection, or "".
    """
    for name, member in extra.items():
        known = facts_of(domain)
        domain = domain.extend(**{name: member})
        if not _has_values(name, member, domain, known):
            return f"{domain.text(name)} may be empty; give {name} a range that has values for all values of the others"
    return ""


def empty_vector(domain: Domain) -> str:
    """A vector or matrix of a theorem that may have no entries, in words; else nothing.

    Parameters
    ----------
    domain : Domain
        Domain of the theorem. Entry by entry, anything holds of no entries, and a sum of none is 0.

    Returns
    -------
    str
        The objection, or "".
    """
    symbols, known = {s.name: s for s in domain.symbols}, facts_of(domain)
    for name, member in domain.parameters.items():
        if isinstance(member, (Vector, Matrix)):
            declared = [member.size] if isinstance(member, Vector) else member.bounds()
            sizes = [sp.sympify(size, locals=symbols) for size in declared]
            if not all(sign_holds(size - 1, known) for size in sizes):
                return f"{domain.text(name)} may have no entries; give its size a range from 1"
    return ""


def _has_values(name: str, member: Parameter, domain: Domain, known: Sequence[Fact]) -> bool:
    if isinstance(member, (Integer, Real)):
        low, high = domain.bound(name, "low"), domain.bound(name, "high")
        if isinstance(member, Integer) and not all(end.is_integer or end.is_infinite for end in (low, high)):
            return False
        if low.is_infinite or high.is_infinite or (isinstance(member, Real) and member.infinite):
            return True
        closed = isinstance(member, Integer) or member.closed == "both"
        return sign_holds(high - low, known, strict=not closed)
    if isinstance(member, Object):
        return member.inhabited
    symbols = {s.name: s for s in domain.symbols}
    sizes = [sp.sympify(bound, locals=symbols) for bound in member.bounds()]
    if not isinstance(member, (Vector, Matrix)) or not all(size.is_integer for size in sizes):
        return False
    if isinstance(member, Vector) and member.nonzeros is not None:
        least = sizes[0] if member.sign == "positive" else sp.Integer(1 if member.nonzero else 0)
        return sign_holds(sizes[0] - 1, known) and sign_holds(sizes[1] - least, known)
    return all(sign_holds(size - 1, known) for size in sizes)


def objection(relations: Iterable[Relation], domain: Domain, facts: Iterable[Fact]) -> str:
    """Why relations are no fit subject of a proof, in words; nothing if they are.

    Parameters
    ----------
    relations : iterable of Relation
        What a step concludes and assumes.
    domain : Domain
        Domain of the proof.
    facts : iterable of Fact
        What is known where the relations stand.

    Returns
    -------
    str
        The objection, or "".
    """
    known = tuple(facts)
    for relation in relations:
        for side in (relation.lhs, relation.rhs):
            found = _foreign(side) or _index_objection(side, domain, known)
            if found:
                return f"{found} (in {relation})"
        found = _infinite(relation, domain, known)
        if found:
            return f"{found} may be infinite, and infinite terms cannot be cancelled (in {relation})"
    return ""


def _foreign(expression: sp.Basic) -> str:
    """Something that is not made of exact numbers, symbols, quantities, sums, maxima and elementary functions."""
    if getattr(type(expression), "quantity", None) is not None:
        parts = [a for a in expression.args if a not in (sp.oo, sp.S.NegativeInfinity)]
        return next((found for a in parts if (found := _foreign(a))), "")
    if isinstance(expression, sp.Float):
        return f"{expression} is a float; write an exact number such as sympy.Rational(1, 2)"
    elementary = isinstance(expression, sp.Function) and type(expression).__name__ in FUNCTIONS
    if isinstance(expression, sp.Sum) and (len(expression.limits) != 1 or len(expression.limits[0]) != 3):
        return f"{expression} is not a sum over one index"
    if not (isinstance(expression, _ARITHMETIC) or elementary or expression in _CONSTANTS):
        return f"{expression} is no elementary expression"
    children: tuple[Any, ...] = (
        (expression.function, *expression.limits[0]) if isinstance(expression, sp.Sum) else expression.args
    )
    return next((found for a in children if (found := _foreign(a))), "")


def _index_objection(expression: sp.Basic, domain: Domain, known: tuple[Fact, ...]) -> str:
    """A bound index that assumes more than its range gives, or a range whose ends are no integers."""
    if not expression.has(sp.Sum, MaxOver):
        return ""
    if isinstance(expression, (sp.Sum, MaxOver)):
        body, index, low, high = (
            (expression.function, *expression.limits[0]) if isinstance(expression, sp.Sum) else expression.args
        )
        if not (low.is_integer and high.is_integer):
            return f"the ends of {expression} are not known to be integers"
        namesake = domain.symbol(index.name) if index.name in domain.parameters else index
        if namesake != index and body.has(namesake):
            return f"{expression} has two different symbols called {index}"
        sign = {"positive": True} if index.is_positive else {"nonnegative": True} if index.is_nonnegative else {}
        least = low - 1 if index.is_positive else low
        fair = sp.Symbol(index.name, integer=True, **sign).assumptions0.items()
        if any(item not in fair for item in index.assumptions0.items()) or (sign and not sign_holds(least, known)):
            return f"the index {index} of {expression} is taken for more than a number of its range"
        known = (*(f for f in known if not f.expression.has(index)), Fact(index - low), Fact(high - index))
        return _index_objection(body, domain, known) or _index_objection(low, domain, known)
    return next((found for a in expression.args if (found := _index_objection(a, domain, known))), "")


def _infinite(relation: Relation, domain: Domain, known: tuple[Fact, ...]) -> str:
    """A term that may be infinite where it could be cancelled or turned into something finite."""
    sides = [normal_indices(side) for side in (relation.lhs, relation.rhs)]
    everywhere = tuple(facts_of(domain))
    heads = {head for side in sides for head in side.atoms(sp.Function) if not _is_finite(head, known, everywhere)}
    for head in sorted(heads, key=str):  # harmless only as a whole side of its own
        if head not in sides or sum(side.count(head) for side in sides) > 1:
            return str(head)
    symbols = {domain.symbol(name) for name, m in domain.scalars().items() if isinstance(m, Real) and m.infinite}
    return next((found for side in sides if symbols and (found := _bare(side, symbols))), "")


def _is_finite(head: sp.Basic, known: tuple[Fact, ...], everywhere: tuple[Fact, ...]) -> bool:
    """``everywhere`` holds in the whole domain: what follows from it need not be shown again for every step."""
    if isinstance(head, sp.log):
        return any(sign_holds(head.args[0], facts, strict=True) for facts in (everywhere, known))
    name = getattr(getattr(type(head), "quantity", None), "name", None)
    conditions = _FINITE[name](*head.args) if name in _FINITE else ()
    return all(c if isinstance(c, bool) else sign_holds(c.gap, known, strict=True) for c in conditions)


def _bare(expression: sp.Basic, symbols: set[sp.Symbol]) -> str:
    """One of the symbols where it stands neither in a quantity nor in a reciprocal ``1/p``."""
    if expression in symbols:
        return str(expression)
    reciprocal = isinstance(expression, sp.Pow) and expression.exp == -1 and expression.base in symbols
    if reciprocal or getattr(type(expression), "quantity", None) is not None:
        return ""
    return next((found for a in expression.args if (found := _bare(a, symbols))), "")
