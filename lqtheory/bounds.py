"""Bounds of domain members: numbers, or formulas in the names declared before."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.errors import DomainError

if TYPE_CHECKING:
    import sympy as sp

__all__ = ["bound_value", "parse_bound"]


def parse_bound(bound: Any, known: Mapping[str, sp.Symbol], where: str) -> sp.Expr:
    """A bound as an expression in the names declared before it.

    Parameters
    ----------
    bound : int, float, str, or sympy.Expr
        The bound; a string is parsed with the earlier names.
    known : mapping of str to sympy.Symbol
        Earlier names.
    where : str
        What the bound belongs to, for the error text.

    Returns
    -------
    sympy.Expr
        The expression.

    Raises
    ------
    DomainError
        If it does not parse or mentions a name not declared before.
    """
    import sympy as sp  # takes a while to load; quantities do without

    try:
        if isinstance(bound, str):
            expression = _parsed(bound, tuple(known.items()))
        else:
            expression = sp.sympify(bound, rational=True)
    except (sp.SympifyError, SyntaxError, TypeError) as error:
        raise DomainError(f"bound {bound!r} of {where} does not parse; use a number or a formula like 'n-1'") from error
    strangers = {str(s) for s in expression.free_symbols} - set(known)
    if strangers:
        raise DomainError(
            f"bound {bound!r} of {where} mentions {', '.join(sorted(strangers))}; only earlier names may occur"
        )
    return expression.subs({s: known[str(s)] for s in expression.free_symbols})


@lru_cache(maxsize=4096)
def _parsed(bound: str, known: tuple[tuple[str, sp.Symbol], ...]) -> sp.Expr:
    """A formula in symbols; parsing takes long, and the domains of proofs declare the same bounds again and again."""
    import sympy as sp  # takes a while to load; quantities do without

    return sp.sympify(bound, locals=dict(known), rational=True)


def bound_value(bound: Any, values: Mapping[str, Any]) -> float:
    """Number behind a bound once the earlier parameters have values.

    Parameters
    ----------
    bound : int, float, str, sympy.Expr or None
        The bound; ``None`` stands for no bound.
    values : mapping of str to values
        Values of the earlier parameters.

    Returns
    -------
    float
        The number, ``inf`` for no bound.

    Examples
    --------
    >>> bound_value("n-1", {"n": 5})
    4.0
    """
    if bound is None:
        return math.inf
    if isinstance(bound, (int, float)):  # the usual case: bounds are looked at for every drawn instance
        return float(bound)
    import sympy as sp  # takes a while to load; quantities do without

    if isinstance(bound, (str, sp.Expr)):
        names, function = _compiled_bound(bound, tuple(n for n, v in values.items() if isinstance(v, _SCALARS)))
        return float(function(*(values[n] for n in names)))
    return float(bound)


_SCALARS = (int, float, Fraction, np.integer, np.floating)


@lru_cache(maxsize=4096)
def _compiled_bound(bound: Any, scope: tuple[str, ...]) -> tuple[list[str], Callable[..., Any]]:
    """Names a bound mentions and a function of their values: bounds are evaluated for every drawn instance."""
    import sympy as sp  # takes a while to load; quantities do without

    expression = sp.sympify(bound, locals={name: sp.Symbol(name) for name in scope})
    symbols = sorted(expression.free_symbols, key=str)
    return [str(s) for s in symbols], sp.lambdify(symbols, expression, modules="math")
