"""Foundation lemmas behind keep-count allocation: tails between two counts, convex sequences, Hölder's inequality."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _number, _rank, _running_index
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Between two counts j < k lie k-j sorted entries: tail_p(j) - tail_p(k) is at most (k-j) |x|_(j+1)^p, and at least"
    " (k-j) |x|_(k)^p (also for j = k >= 1).",
)
def _tail_between(domain: Domain, x: Any, j: Any, k: Any, p: Any, least: bool) -> Application:
    _rank("tail_between", j, k)
    tail, order = _q("tail_power_sum"), _q("order_statistic")
    premises: tuple[Relation, ...] = (_less(0, p), _at_most(0, j), _at_most(k, size_of(x, domain)))
    if least:
        premises = (*premises, _at_most(j, k), _at_most(1, k))
        return Application(premises, _at_most((k - j) * order(x, k) ** p + tail(x, k, p), tail(x, j, p)))
    return Application(
        (*premises, _less(j, k)), _at_most(tail(x, j, p), (k - j) * order(x, j + 1) ** p + tail(x, k, p))
    )


@_lemma(
    "hardy_littlewood_polya_1952",
    "section 3.5 (convex sequences)",
    "The steps of a convex sequence, 2 f(i) <= f(i-1) + f(i+1), do not fall: for j < k it drops from j to k by at most"
    " (k-j) (f(j) - f(j+1)), and by at least (k-j) (f(k-1) - f(k)).",
)
def _convex_sequence(domain: Domain, body: Any, index: Any, j: Any, k: Any, least: bool) -> Application:
    """Convexity is shown for all values of ``index``; the sequence goes one further at both ends."""
    body, j, k = _number("convex_sequence", domain, body, j, k)
    _rank("convex_sequence", j, k)
    low, high = _running_index("convex_sequence", domain, index, j, k)
    at = lambda value: body.subs(index, value)  # noqa: E731
    convex = _at_most(2 * body, at(index - 1) + at(index + 1))
    premises = (convex, _at_most(low, high), _at_most(low - 1, j), _less(j, k), _at_most(k, high + 1))
    drop = at(j) - at(k)
    if least:
        return Application(premises, _at_most((k - j) * (at(k - 1) - at(k)), drop), (index,))
    return Application(premises, _at_most(drop, (k - j) * (at(j) - at(j + 1))), (index,))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 11 (Hoelder)",
    "Hoelder: if z_i = x_i^w y_i^(1-w) with x, y > 0 and 0 < w < 1 then sum z_i <= (sum x_i)^w (sum y_i)^(1-w).",
)
def _hoelder_sums(domain: Domain, x: Any, y: Any, z: Any, w: Any) -> Application:
    x, y, z = map(sp.sympify, (x, y, z))
    (w,) = _number("hoelder_sums", domain, w)
    if size_of(x, domain) != size_of(y, domain) or size_of(z, domain) != size_of(y, domain):
        raise DomainError(f"{x}, {y} and {z} have different numbers of entries (hoelder_sums)")
    if not (x.is_positive and y.is_positive):
        raise DomainError(f"{x} or {y} is not known to be positive in every entry (hoelder_sums)")
    total = _q("power_sum")
    premises = (_less(0, w), _less(w, 1), Relation(z, "=", x**w * y ** (1 - w)))
    return Application(premises, _at_most(total(z, 1), total(x, 1) ** w * total(y, 1) ** (1 - w)))
