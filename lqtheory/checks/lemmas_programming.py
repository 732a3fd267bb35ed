"""Foundation lemmas on least sums over allocations of a budget (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.curve_budgets import CURVES
from lqtheory.quantities.curve_budgets import curve_quantity as _c
from lqtheory.relations import Relation

__all__: list[str] = []


def _curve(name: str, domain: Domain, T: Any, i: Any) -> tuple[sp.Expr, tuple[Relation, ...]]:
    """The number of a curve as an integer, and that it is in range."""
    if domain.parameters.get(str(T)) != CURVES or domain.symbol(str(T)) != T:
        raise DomainError(f"{T} is not a family of curves of the proof ({name})")
    i = sp.sympify(i)
    if not i.is_integer:
        raise DomainError(f"{i} is not known to be an integer ({name})")
    return i, (_at_most(1, i), _at_most(i, domain.symbol("L")))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "Bellman: the least sum of i curves is at most the value of the last one at any count within the budget plus the "
    "least sum of the others for what is left.",
)
def _least_sum_at_most(domain: Domain, T: Any, i: Any) -> Application:
    i, premises = _curve("least_sum_at_most", domain, T, i)
    least, left = _c("least_sum"), _c("allocated_left")
    candidate = _c("allocated_error")(T, i) + least(T, i - 1, left(T, i - 1))
    return Application(premises, _at_most(least(T, i, left(T, i)), candidate))


@_lemma(
    "rudin_1976",
    "Definition 1.8 (a finite set has a least element)",
    "Dynamic programming takes, from the last curve on, a count at which the least sum is the value of the curve plus "
    "the least sum of the others for what is left.",
)
def _least_sum_is_reached(domain: Domain, T: Any, i: Any) -> Application:
    i, premises = _curve("least_sum_is_reached", domain, T, i)
    least, left = _c("least_sum"), _c("programmed_left")
    candidate = _c("programmed_error")(T, i) + least(T, i - 1, left(T, i - 1))
    return Application(premises, Relation(least(T, i, left(T, i)), "=", candidate))


@_lemma("rudin_1976", "definition of a finite sum", "The least sum of no curves is 0, whatever the budget.")
def _least_sum_of_nothing(domain: Domain, T: Any, programmed: bool) -> Application:
    _curve("least_sum_of_nothing", domain, T, 1)
    left = _c("programmed_left" if programmed else "allocated_left")(T, 0)
    return Application((), Relation(_c("least_sum")(T, 0, left), "=", 0))


@_lemma("rudin_1976", "definition of a finite sum", "Before the last curve all of the budget is left.")
def _everything_is_left(domain: Domain, T: Any, programmed: bool) -> Application:
    _curve("everything_is_left", domain, T, 1)
    left = _c("programmed_left" if programmed else "allocated_left")(T, domain.symbol("L"))
    return Application((), Relation(left, "=", _c("budget")(T)))


@_lemma(
    "rudin_1976", "definition of a finite sum", "What is left after a curve is less by its count; it is never negative."
)
def _count_is_taken(domain: Domain, T: Any, i: Any = None) -> Application:
    left = _c("programmed_left")
    if i is None:
        _curve("count_is_taken", domain, T, 1)
        return Application((), _at_most(0, left(T, 0)))
    i, premises = _curve("count_is_taken", domain, T, i)
    return Application(premises, Relation(left(T, i) - left(T, i - 1), "=", _c("programmed_count")(T, i)))
