"""Slack substitution: facts such as ``0 < q < p`` put into expressions as changes of variables.

``p -> q + s`` with ``s > 0``, or ``t -> 1/(1 + s)`` for ``0 < t < 1``. Each substitution is an exact change of
variables for the fact it uses; facts that are not used are dropped, which only weakens what is assumed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

__all__ = ["Fact", "expanded", "may_be_infinite", "substitutions", "usable_facts"]


@dataclass(frozen=True)
class Fact:
    """``expression >= 0``, or ``> 0`` if strict, or ``= 0`` if equation."""

    expression: sp.Expr
    strict: bool = False
    equation: bool = False


def _slack(name: str, strict: bool) -> sp.Symbol:
    # The space keeps the name apart from every parameter's, which is an identifier.
    return sp.Symbol(f"slack {name}", **({"positive": True} if strict else {"nonnegative": True}))


# A fact with more operations than this is not used as a change of variables (it is still compared with as it stands).
_LARGEST_FACT = 16


@lru_cache(maxsize=4096)
def _solutions(facts: tuple[Fact, ...], depth: int) -> tuple[tuple[sp.Basic, sp.Expr], ...]:
    return tuple(_all_solutions(facts, depth))


def _all_solutions(facts: tuple[Fact, ...], depth: int) -> Iterator[tuple[sp.Basic, sp.Expr]]:
    """Ways to use facts as changes of variables: (atom, expression in slack and other atoms).

    Slack names carry depth and fact, so that two different slacks never share a symbol.
    """
    for index, fact in enumerate(facts):
        expression = expanded(fact.expression)
        if may_be_infinite(expression):
            continue  # a finite slack would forget that the value inf is allowed
        slack = sp.S.Zero if fact.equation else _slack(f"{depth}_{index}", fact.strict)
        for atom in _atoms(expression):
            coefficient = expression.coeff(atom, 1)
            if coefficient in (1, -1):
                rest = expanded(expression - coefficient * atom)
                if not rest.has(atom):
                    yield atom, (slack - rest) if coefficient == 1 else (rest - slack)
    finite = [(i, f) for i, f in enumerate(facts) if not f.equation and not may_be_infinite(f.expression)]
    for (i, a), (j, b) in itertools.permutations(finite, 2):
        if not (a.strict and b.strict):
            continue
        left, right = expanded(a.expression), expanded(b.expression)
        for atom in _atoms(a.expression):  # v - low and high - v: width high - low, free of v
            if left.coeff(atom, 1) != 1 or right.coeff(atom, 1) != -1:
                continue
            low, total = expanded(atom - left), expanded(left + right)
            if not low.has(atom) and not total.has(atom) and total.is_positive:
                yield atom, low + total / (1 + _slack(f"{depth}_{i}_{j}", True))


@lru_cache(maxsize=65536)
def expanded(expression: sp.Expr) -> sp.Expr:
    """``sp.expand``, which SymPy itself does not remember.

    Parameters
    ----------
    expression : sympy.Expr
        Any expression.

    Returns
    -------
    sympy.Expr
        The expression multiplied out.
    """
    return sp.expand(expression)


@lru_cache(maxsize=65536)
def may_be_infinite(expression: sp.Expr) -> bool:
    """Whether a scalar of the expression may be inf; symbols inside quantities (vectors, mostly) do not count.

    Parameters
    ----------
    expression : sympy.Expr
        Any expression.

    Returns
    -------
    bool
        True also where it is not known.
    """
    heads = {h: sp.Dummy() for h in expression.atoms(sp.Function) if hasattr(type(h), "quantity")}
    outside = expression.free_symbols if not heads else expression.xreplace(heads).free_symbols - set(heads.values())
    return any(symbol.is_finite is not True for symbol in outside)


@lru_cache(maxsize=65536)
def _atoms(expression: sp.Expr) -> list[sp.Basic]:
    """Symbols and quantity heads in which an expression may be linear."""
    heads = [h for h in expression.atoms(sp.Function) if hasattr(type(h), "quantity")]
    return [*sorted(expression.free_symbols, key=str), *sorted(heads, key=str)]


def usable_facts(expression: sp.Basic, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that may serve as changes of variables in an expression.

    Parameters
    ----------
    expression : sympy.Basic
        Any expression.
    facts : sequence of Fact
        What is known.

    Returns
    -------
    tuple of Fact
        Those that are short enough and connected with the expression, through others, too.
    """
    near = _closure(expression, facts)
    return tuple(f for f in facts if f.expression.free_symbols & near and f.expression.count_ops() <= _LARGEST_FACT)


def substitutions(expression: sp.Basic, relevant: tuple[Fact, ...], limit: int = 80) -> Iterator[sp.Basic]:
    """The expression after different sequences of slack substitutions, the plain one first.

    Parameters
    ----------
    expression : sympy.Basic
        Any expression.
    relevant : tuple of Fact
        The facts to use (:func:`usable_facts`).
    limit : int
        How many forms there may be.

    Yields
    ------
    sympy.Basic
        A form that equals the expression under the facts used.
    """
    yield expression
    seen: set[sp.Basic] = {expression}
    queue: list[tuple[sp.Basic, tuple[Fact, ...], int]] = [(expression, relevant, 0)]
    produced = 0
    while queue and produced < limit:
        current, remaining, depth = queue.pop(0)
        for atom, value in _solutions(remaining, depth):
            if not current.has(atom):
                continue
            changed = current.subs(atom, value)
            if changed in seen:
                continue
            seen.add(changed)
            produced += 1
            yield changed
            if depth < 3:
                queue.append((changed, _replaced(remaining, atom, value), depth + 1))


@lru_cache(maxsize=16384)
def _replaced(facts: tuple[Fact, ...], atom: sp.Basic, value: sp.Expr) -> tuple[Fact, ...]:
    """The facts after a substitution, without those that speak of no symbol any more."""
    rest = (
        Fact(expanded(f.expression.subs(atom, value)), f.strict, f.equation) if f.expression.has(atom) else f
        for f in facts
    )
    return tuple(f for f in rest if f.expression.free_symbols)


def _closure(expression: sp.Basic, facts: Sequence[Fact]) -> set[sp.Basic]:
    """Symbols connected with the expression through facts."""
    found = set(expression.free_symbols)
    for _ in facts:
        for fact in facts:
            if fact.expression.free_symbols & found:
                found |= fact.expression.free_symbols
    return found
