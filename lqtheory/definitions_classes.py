"""What quantities of coresets of one class mean: tails, counts and errors, with where they are meant.

Part of the tables of :mod:`lqtheory.definitions`, which says what they are for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.relations import Relation

__all__ = ["CLASS_CONDITIONS", "CLASS_DEFINITIONS"]


def _at_most(a: Any, b: Any) -> Relation:
    return Relation(a, "<=", b)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _kl_upper(m: Any, B: Any, e: Any) -> sp.Expr:
    return sp.exp(-m * ((1 + e) * sp.log(1 + e) + (B - 1 - e) * sp.log((B - 1 - e) / (B - 1))) / B)


def _kl_lower(m: Any, B: Any, e: Any) -> sp.Expr:
    return sp.exp(-m * ((1 - e) * sp.log(1 - e) + (B - 1 + e) * sp.log((B - 1 + e) / (B - 1))) / B)


def _count(B: Any, e: Any, delta: Any) -> sp.Expr:
    return sp.log(2 / delta) * (2 * (B - 1) + 2 * e * sp.Max(B - 1, 1) / 3) / e**2


#: name -> formula in the arguments.
CLASS_DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "kl_upper_tail": _kl_upper,
    "kl_lower_tail": _kl_lower,
    "bernstein_upper_tail": lambda m, B, e: sp.exp(-3 * m * e**2 / ((6 + 2 * e) * (B - 1))),
    "bernstein_lower_tail": lambda m, B, e: sp.exp(-m * e**2 / (2 * (B - 1) + 2 * e / 3)),
    "bernstein_count": _count,
    "bernstein_error": lambda m, A: A / (3 * m) + sp.sqrt((A / (3 * m)) ** 2 + 2 * A / m),
    "released_bernstein_error": lambda m, A: A / (3 * m) + sp.sqrt((A / (3 * m)) ** 2 + A / m),
}
#: name -> when the formula is what the quantity means.
CLASS_CONDITIONS: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "kl_upper_tail": lambda m, B, e: (_at_most(0, m), _less(0, e), _less(e, B - 1)),
    "kl_lower_tail": lambda m, B, e: (_at_most(0, m), _less(0, e), _less(e, 1), _less(1, B)),
    "bernstein_upper_tail": lambda m, B, e: (_at_most(0, m), _less(0, e), _less(1, B)),
    "bernstein_lower_tail": lambda m, B, e: (_at_most(0, m), _less(0, e), _less(1, B)),
    "bernstein_count": lambda B, e, delta: (_less(1, B), _less(0, e), _less(0, delta), _less(delta, 1)),
    "bernstein_error": lambda m, A: (_less(0, m), _at_most(0, A)),
    "released_bernstein_error": lambda m, A: (_less(0, m), _at_most(0, A)),
}
