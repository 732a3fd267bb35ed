"""Foundation lemmas on the gamma function, and the property of Archimedes (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less
from lqtheory.checks.lemmas_sums import _number, _running_index
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma("rudin_1976", "Theorem 8.18 (c)", "log Gamma is convex: Gamma((x+y)/2)^2 <= Gamma(x) Gamma(y) for x, y > 0.")
def _gamma_midpoint(domain: Domain, x: Any, y: Any) -> Application:
    x, y = _number("gamma_midpoint", domain, x, y)
    return Application((_less(0, x), _less(0, y)), _at_most(sp.gamma((x + y) / 2) ** 2, sp.gamma(x) * sp.gamma(y)))


@_lemma("rudin_1976", "Theorem 8.18 (a)", "Gamma(x+1) = x Gamma(x) for x > 0.")
def _gamma_step(domain: Domain, x: Any) -> Application:
    (x,) = _number("gamma_step", domain, x)
    return Application((_less(0, x),), Relation(sp.gamma(x + 1), "=", x * sp.gamma(x)))


@_lemma(
    "rudin_1976",
    "Theorem 1.20 (a) (Archimedes)",
    "What is at most b + c/j for all integers j from some positive one on is at most b.",
)
def _archimedes(domain: Domain, a: Any, b: Any, c: Any, index: Any) -> Application:
    a, b, c = _number("archimedes", domain, a, b, c)
    low, high = _running_index("archimedes", domain, index, a, b, c)
    if high is not sp.S.Infinity or not low.is_positive:
        raise DomainError(f"the index {index} does not run through all integers from a positive one on (archimedes)")
    return Application((_at_most(a, b + c / index),), _at_most(a, b), (index,))
