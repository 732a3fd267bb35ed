"""What quantities of cones mean: the unfoldings of chi means, volumes and dimensions, with where they are meant.

Part of the tables of :mod:`lqtheory.definitions`, which says what they are for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation

__all__ = ["CONE_CONDITIONS", "CONE_DEFINITIONS"]


def _at_most(a: Any, b: Any) -> Relation:
    return Relation(a, "<=", b)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _chi_mean(d: Any) -> sp.Expr:
    return sp.sqrt(2) * sp.gamma((d + 1) / 2) / sp.gamma(d / 2)


def _circular_volume(d: Any, k: Any, alpha: Any) -> sp.Expr:
    choose = sp.gamma(d / 2) / (sp.gamma((k + 1) / 2) * sp.gamma((d - k + 1) / 2))
    return choose / 2 * sp.sin(alpha) ** (k - 1) * sp.cos(alpha) ** (d - k - 1)


def _escape(m: Any, h: Any) -> sp.Expr:
    return 1 - sp.exp(-(sp.Max(0, _chi_mean(m) - h) ** 2) / 2)


def _published_escape(m: Any, h: Any) -> sp.Expr:
    gap = sp.Max(0, m / sp.sqrt(m + 1) - h)
    return sp.Max(0, 1 - sp.Rational(7, 2) * sp.exp(-(gap**2) / 18))


def _squared_width_bounds(omega: Any) -> tuple[sp.Expr, sp.Expr]:
    """2/pi sum omega, or sum omega - max omega, and sum omega."""
    total, largest = find_quantity("power_sum").symbol(omega, 1), find_quantity("peak").symbol(omega)
    return sp.Max(2 / sp.pi * total, total - largest), total


def _reciprocals(d: Any, term: Callable[[Any], sp.Expr]) -> sp.Expr:
    letter = "i"
    while letter in {symbol.name for symbol in sp.sympify(d).free_symbols}:
        letter += "_"
    i = sp.Symbol(letter, integer=True, positive=True)
    return sp.Sum(term(i), (i, 1, d))


#: name -> formula in the arguments.
CONE_DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "chi_mean": _chi_mean,
    "statistical_dimension_of_chamber_a": lambda d: _reciprocals(d, lambda i: 1 / i),
    "statistical_dimension_of_chamber_bc": lambda d: _reciprocals(d, lambda i: 1 / (2 * i)),
    "statistical_dimension_of_chamber_d": lambda d: _reciprocals(d - 1, lambda i: 1 / (2 * i)) + 1 / d,
    "variance_of_chamber_a": lambda d: _reciprocals(d, lambda i: (i - 1) / i**2),
    "variance_of_chamber_bc": lambda d: _reciprocals(d, lambda i: (2 * i - 1) / (4 * i**2)),
    "variance_of_chamber_d": lambda d: _reciprocals(d - 1, lambda i: (2 * i - 1) / (4 * i**2)) + (d - 1) / d**2,
    "circular_volume": _circular_volume,
    "ellipsoid_width_lower": lambda omega: sp.sqrt(_squared_width_bounds(omega)[0]),
    "ellipsoid_width_upper": lambda omega: sp.sqrt(_squared_width_bounds(omega)[1]),
    "escape_probability": _escape,
    "published_escape_probability": _published_escape,
    "subspace_statistical_dimension": lambda m, d: m,
    "self_dual_statistical_dimension": lambda d: d / 2,
    "orthant_statistical_dimension": lambda d: d / 2,
    "psd_statistical_dimension": lambda n: n * (n + 1) / 4,
    "half_space_statistical_dimension": lambda d: d - sp.Rational(1, 2),
}
#: name -> when the formula is what the quantity means.
CONE_CONDITIONS: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "chi_mean": lambda d: (_at_most(1, d),),
    **dict.fromkeys(
        (f"{what}_of_chamber_{kind}" for what in ("statistical_dimension", "variance") for kind in ("a", "bc")),
        lambda d: (_at_most(1, d),),
    ),
    "statistical_dimension_of_chamber_d": lambda d: (_at_most(2, d),),
    "variance_of_chamber_d": lambda d: (_at_most(2, d),),
    "circular_volume": lambda d, k, alpha: (_at_most(1, k), _less(k, d), _less(0, alpha), _less(alpha, sp.pi / 2)),
    **dict.fromkeys(("ellipsoid_width_lower", "ellipsoid_width_upper"), lambda omega: (_at_most(0, omega),)),
    "escape_probability": lambda m, h: (_at_most(1, m), _at_most(0, h)),
    "published_escape_probability": lambda m, h: (_at_most(1, m), _at_most(0, h)),
    "subspace_statistical_dimension": lambda m, d: (_at_most(0, m), _at_most(m, d)),
    "half_space_statistical_dimension": lambda d: (_at_most(1, d),),
    "self_dual_statistical_dimension": lambda d: (_at_most(1, d),),
    "orthant_statistical_dimension": lambda d: (_at_most(1, d),),
    "psd_statistical_dimension": lambda n: (_at_most(1, n),),
}
