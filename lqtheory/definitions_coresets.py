"""What the quantities of coresets mean, in terms of sums, logarithms and powers (see :mod:`lqtheory.definitions`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation

__all__ = ["CORESET_CONDITIONS", "CORESET_DEFINITIONS"]

_THIRD = sp.Rational(1, 3)


def _sum(x: Any) -> sp.Expr:
    return find_quantity("power_sum").symbol(x, 1)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _published_margin(n: Any, d: Any, delta: Any) -> sp.Expr:
    size = sp.log(n * d)
    return sp.sqrt(size) + size * sp.log(8 * n * d / delta)


def _refined_margin(n: Any, d: Any, delta: Any) -> sp.Expr:
    scale, level = sp.log(n * d) / 2, sp.log(8 * n * d / delta)
    points = find_quantity("published_point_count").symbol(n, d, delta)
    return scale * (1 + level) + 2 * scale * sp.sqrt(level / points)


def _channel_sample_bound(s: Any, epsilon: Any, delta: Any, n: Any, d: Any, k: Any) -> sp.Expr:
    return (6 + 2 * epsilon) * sp.Max(s - 1, 1) / (3 * epsilon**2) * sp.log(2 * k * n * d / delta)


def _signed_input(sign: int, n: Any, w: Any, a: Any) -> sp.Expr:
    """The larger of sign w_j and 0 is (|w_j| + sign w_j)/2."""
    entry, j = find_quantity("entry").symbol, sp.Symbol("j", integer=True, positive=True)
    return sp.Sum((sp.Abs(entry(w, j)) + sign * entry(w, j)) / 2 * entry(a, j), (j, 1, n))


def _stored_sampling_error(q: Any, u: Any, A: Any) -> sp.Expr:
    draws = find_quantity("draws_for_unique").symbol(q, u)
    return find_quantity("bernstein_error").symbol(draws, A)


def _margin_domain(n: Any, d: Any, delta: Any) -> tuple[Relation, ...]:
    return (Relation(1, "<=", n), Relation(1, "<=", d), _less(0, delta), _less(delta, 1))


#: name -> formula in the arguments.
CORESET_DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "least_mean_square_errors": lambda omega, M: _sum(sp.sqrt(omega)) ** 2 / M,
    "least_split_cost": lambda omega, w, epsilon: _sum(w**_THIRD * omega ** (2 * _THIRD)) ** 3 / epsilon**2,
    "published_cancellation_margin": _published_margin,
    "refined_cancellation_margin": _refined_margin,
    "published_point_count": lambda n, d, delta: sp.Max(1, sp.ceiling(sp.log(n * d) * sp.log(8 * n * d / delta))),
    "equal_split_saving": lambda epsilon, d: (2 * d * ((1 + epsilon) ** (1 / d) - 1) / epsilon) ** 2,
    "channel_sample_bound": _channel_sample_bound,
    "estimate_of_counts": lambda c, v, s: _sum(s) / _sum(c) * _sum(c * (v / s)),
    "stored_sampling_error": _stored_sampling_error,
    "positive_input": lambda n, w, a: _signed_input(1, n, w, a),
    "negative_input": lambda n, w, a: _signed_input(-1, n, w, a),
}

#: name -> when the formula is what the quantity means.
CORESET_CONDITIONS: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "least_mean_square_errors": lambda omega, M: (_less(0, omega), _less(0, M)),
    "least_split_cost": lambda omega, w, epsilon: (_less(0, omega), _less(0, w), _less(0, epsilon)),
    "published_cancellation_margin": _margin_domain,
    "refined_cancellation_margin": _margin_domain,
    "published_point_count": _margin_domain,
    "equal_split_saving": lambda epsilon, d: (_less(0, epsilon), Relation(1, "<=", d)),
    "estimate_of_counts": lambda c, v, s: (*(Relation(0, "<=", x) for x in (c, v)), _less(0, s), _less(0, _sum(c))),
    "stored_sampling_error": lambda q, u, A: (_less(0, u), Relation(0, "<=", A)),
    "channel_sample_bound": lambda s, epsilon, delta, n, d, k: (
        Relation(1, "<=", s),
        _less(0, epsilon),
        _less(0, delta),
        _less(delta, 1),
        Relation(1, "<=", n),
        Relation(1, "<=", d),
        Relation(1, "<=", k),
    ),
}
