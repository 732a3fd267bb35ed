"""Foundation lemmas on greedy steps along convex curves (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.greedy_budgets import CONVEX_CURVES
from lqtheory.quantities.greedy_budgets import greedy_quantity as _g
from lqtheory.relations import Relation

__all__: list[str] = []


def _curve(name: str, domain: Domain, T: Any, i: Any) -> tuple[sp.Expr, tuple[Relation, ...]]:
    """The number of a curve as an integer, and that it is in range."""
    if domain.parameters.get(str(T)) != CONVEX_CURVES or domain.symbol(str(T)) != T:
        raise DomainError(f"{T} is not a family of convex curves of the proof ({name})")
    i = sp.sympify(i)
    if not i.is_integer:
        raise DomainError(f"{i} is not known to be an integer ({name})")
    return i, (_at_most(1, i), _at_most(i, domain.symbol("L")))


@_lemma(
    "hardy_littlewood_polya_1952",
    "section 3.5 (convex sequences)",
    "The curves are convex, also where they stay at their last value: 2 T_i(k) <= T_i(k-1) + T_i(k+1) for k >= 1.",
)
def _curves_are_convex(domain: Domain, T: Any, i: Any, k: Any) -> Application:
    i, premises = _curve("curves_are_convex", domain, T, i)
    k = sp.sympify(k)
    if not k.is_integer:
        raise DomainError(f"{k} is not known to be an integer (curves_are_convex)")
    at = lambda count: _g("curve_value")(T, i, count)  # noqa: E731
    return Application((*premises, _at_most(1, k)), _at_most(2 * at(k), at(k - 1) + at(k + 1)))


@_lemma(
    "rudin_1976",
    "definition of the K largest of finitely many numbers",
    "Greedy steps take the K largest gains: the next gain of a curve is at most the least gain taken, and its last one "
    "(if it took any) at least that.",
)
def _greedy_gains(domain: Domain, T: Any, i: Any, taken: bool) -> Application:
    i, premises = _curve("greedy_gains", domain, T, i)
    k, price = _g("greedy_count")(T, i), _g("least_gain")(T)
    at = lambda count: _g("curve_value")(T, i, count)  # noqa: E731
    if taken:
        return Application((*premises, _at_most(1, k)), _at_most(price, at(k - 1) - at(k)))
    return Application(premises, _at_most(at(k) - at(k + 1), price))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Greedy steps use the budget up, unless nothing more is to be gained (then the least gain counts as 0); neither "
    "they nor the other allocation exceed it.",
)
def _budget_is_kept(domain: Domain, T: Any, index: Any, greedy: bool, priced: bool) -> Application:
    _curve("budget_is_kept", domain, T, 1)
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol (budget_is_kept)")
    count, budget, price = _g("greedy_count" if greedy else "any_count"), _g("shared_budget")(T), _g("least_gain")(T)
    total = sp.Sum(count(T, index), (index, 1, domain.symbol("L")))
    if priced and greedy:
        return Application((), Relation(price * total, "=", price * budget))
    return Application((), _at_most(total, budget))
