"""Foundation lemmas about finite vectors, their sorted entries and power sums (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

__all__: list[str] = []


def _integers(name: str, *values: Any) -> None:
    for value in values:
        if not sp.sympify(value).is_integer:
            raise DomainError(f"{value} is not known to be an integer ({name})")


def _fresh(name: str, x: Any, *indices: Any) -> None:
    """Bound indices are symbols that the vector does not depend on."""
    if any(not isinstance(index, sp.Symbol) or x.has(index) for index in indices):
        raise DomainError(f"the vector {x} depends on one of the indices {', '.join(map(str, indices))} ({name})")


def _positive(*values: Any) -> tuple[Relation, ...]:
    return tuple(_less(0, v) for v in values)


def _nonzero(x: Any, name: str) -> None:
    if not is_nonzero_vector(x):
        raise DomainError(f"{x} is not known to be a nonzero vector ({name}); declare Vector(..., nonzero=True)")


@_lemma(
    "rockafellar_1970",
    "Theorem 32.2 with Abel summation",
    "A convex function on the sorted simplex is largest at a flat vertex: for q <= p "
    "the tail sum of |x|^p is at most max_m (m-k)(sum|x|^q/m)^(p/q).",
)
def _sorted_simplex_vertices(domain: Domain, x: Any, k: Any, q: Any, p: Any, index: Any) -> Application:
    n = size_of(x, domain)
    _integers("sorted_simplex_vertices", k, n)
    if any(sp.sympify(e).has(index) for e in (x, k, q, p)):
        raise DomainError(f"the index {index} must not occur in {k}, {q}, {p} (sorted_simplex_vertices)")
    body = (index - k) * (_q("power_sum")(x, q) / index) ** (p / q)
    premises = (*_positive(q), _at_most(q, p), _at_most(0, k), _less(k, n))
    return Application(premises, _at_most(_q("tail_power_sum")(x, k, p), MaxOver(body, index, k + 1, n)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 16",
    "Power means on the tail: for p <= q the tail sum of |x|^p is at most (n-k)^(1-p/q) (tail sum of |x|^q)^(p/q).",
)
def _tail_power_mean(domain: Domain, x: Any, k: Any, q: Any, p: Any) -> Application:
    n = size_of(x, domain)
    tail = _q("tail_power_sum")
    premises = (*_positive(p), _at_most(p, q), _at_most(0, k), _less(k, n))
    return Application(premises, _at_most(tail(x, k, p), (n - k) ** (1 - p / q) * tail(x, k, q) ** (p / q)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 43 (Chebyshev)",
    "The tail of a sorted sequence has at most the overall mean: n * tail_q(k) <= (n-k) * sum|x|^q.",
)
def _tail_below_mean(domain: Domain, x: Any, k: Any, q: Any) -> Application:
    n = size_of(x, domain)
    premises = (*_positive(q), _at_most(0, k), _at_most(k, n))
    return Application(premises, _at_most(n * _q("tail_power_sum")(x, k, q), (n - k) * _q("power_sum")(x, q)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "The k largest entries are at least |x|_(k): k |x|_(k)^q + tail_q(k) <= sum|x|^q.",
)
def _head_at_least(domain: Domain, x: Any, k: Any, q: Any) -> Application:
    n = size_of(x, domain)
    premises = (*_positive(q), _at_most(1, k), _at_most(k, n))
    head = k * _q("order_statistic")(x, k) ** q
    return Application(premises, _at_most(head + _q("tail_power_sum")(x, k, q), _q("power_sum")(x, q)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Every tail entry is at most |x|_(k): for q <= p, tail_p(k) <= |x|_(k)^(p-q) tail_q(k).",
)
def _tail_interpolation(domain: Domain, x: Any, k: Any, q: Any, p: Any) -> Application:
    n = size_of(x, domain)
    tail = _q("tail_power_sum")
    premises = (*_positive(q), _at_most(q, p), _at_most(1, k), _at_most(k, n))
    return Application(premises, _at_most(tail(x, k, p), _q("order_statistic")(x, k) ** (p - q) * tail(x, k, q)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "The k largest entries are at least |x|_(k): for q <= p, |x|_(k)^(p-q) head_q(k) <= head_p(k).",
)
def _head_interpolation(domain: Domain, x: Any, k: Any, q: Any, p: Any) -> Application:
    n = size_of(x, domain)
    low, high = (_q("power_sum")(x, r) - _q("tail_power_sum")(x, k, r) for r in (q, p))
    premises = (*_positive(q), _at_most(q, p), _at_most(1, k), _at_most(k, n))
    return Application(premises, _at_most(_q("order_statistic")(x, k) ** (p - q) * low, high))


@_lemma("rudin_1976", "definition of a finite sum", "A tail is part of the whole: tail_p(k) <= sum|x|^p.")
def _tail_at_most_total(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    n = size_of(x, domain)
    return Application(
        (*_positive(p), _at_most(0, k), _at_most(k, n)), _at_most(_q("tail_power_sum")(x, k, p), _q("power_sum")(x, p))
    )


@_lemma("rudin_1976", "definition of a finite sum", "The tail after 0 entries is everything: tail_p(0) = sum|x|^p.")
def _tail_of_everything(domain: Domain, x: Any, p: Any) -> Application:
    return Application(_positive(p), Relation(_q("tail_power_sum")(x, 0, p), "=", _q("power_sum")(x, p)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 11 (Hoelder)",
    "Power sums are log-convex: S((1-t)u + tv) <= S(u)^(1-t) S(v)^t for u, v > 0, 0 <= t <= 1.",
)
def _log_convex_power_sums(domain: Domain, x: Any, u: Any, v: Any, t: Any, middle: Any) -> Application:
    power_sum = _q("power_sum")
    u, v, t, middle = map(sp.sympify, (u, v, t, middle))
    premises = (*_positive(u, v), _at_most(0, t), _at_most(t, 1), Relation(middle, "=", (1 - t) * u + t * v))
    return Application(premises, _at_most(power_sum(x, middle), power_sum(x, u) ** (1 - t) * power_sum(x, v) ** t))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 16",
    "Power means over the support: for q <= p, sum|x|^q <= support(x)^(1-q/p) (sum|x|^p)^(q/p).",
)
def _power_mean_on_support(domain: Domain, x: Any, q: Any, p: Any) -> Application:
    power_sum = _q("power_sum")
    bound = _q("support_size")(x) ** (1 - q / p) * power_sum(x, p) ** (q / p)
    _nonzero(x, "power_mean_on_support")
    return Application((*_positive(q), _at_most(q, p)), _at_most(power_sum(x, q), bound))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 19 (Jensen)",
    "Norms decrease in the exponent: for q <= p, sum|x|^p <= (sum|x|^q)^(p/q).",
)
def _norms_decrease(domain: Domain, x: Any, q: Any, p: Any) -> Application:
    power_sum = _q("power_sum")
    return Application((*_positive(q), _at_most(q, p)), _at_most(power_sum(x, p), power_sum(x, q) ** (p / q)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The support is part of the index set: support(x) <= n, and a nonzero vector has at least one nonzero entry.",
)
def _support_at_most_size(domain: Domain, x: Any) -> Application:
    return Application((), _at_most(_q("support_size")(x), size_of(x, domain)))


@_lemma("rudin_1976", "definition of a finite sum", "A nonzero vector has at least one nonzero entry.")
def _support_at_least_one(domain: Domain, x: Any) -> Application:
    _nonzero(x, "support_at_least_one")
    return Application((), _at_most(1, _q("support_size")(x)))


@_lemma(
    "rudin_1976",
    "exchange of finite sums",
    "Summing all tails counts the j-th largest entry j times: sum_{k<n} tail_1(k) = sum_j j |x|_(j).",
)
def _layer_cake(domain: Domain, x: Any, index: Any, rank: Any) -> Application:
    n = size_of(x, domain)
    _fresh("layer_cake", x, index, rank)
    tails = sp.Sum(_q("tail_power_sum")(x, index, 1), (index, 0, n - 1))
    return Application((), Relation(tails, "=", sp.Sum(rank * _q("order_statistic")(x, rank), (rank, 1, n))))


@_lemma(
    "rudin_1976", "definition of the order statistics", "The sorted entries are the entries: sum_j |x|_(j) = sum|x_i|."
)
def _sum_of_order_statistics(domain: Domain, x: Any, rank: Any) -> Application:
    n = size_of(x, domain)
    _fresh("sum_of_order_statistics", x, rank)
    return Application((), Relation(sp.Sum(_q("order_statistic")(x, rank), (rank, 1, n)), "=", _q("power_sum")(x, 1)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorems 45 and 108 (Karamata)",
    "A Robin Hood step makes power sums smaller for r > 1 and larger for r < 1, strictly "
    "(between different entries of nonnegative vectors).",
)
def _robin_hood_power_sums(domain: Domain, x: Any, i: Any, j: Any, a: Any, r: Any, convex: bool) -> Application:
    power_sum, order = _q("power_sum"), _q("order_statistic")
    before, after = power_sum(x, r), power_sum(_q("robin_hood")(x, i, j, a), r)
    n = size_of(x, domain)
    premises = (
        *_positive(r, a), _at_most(1, i), _less(i, j), _at_most(j, n), _less(2 * a, order(x, i) - order(x, j)),
        _less(1, r) if convex else _less(r, 1),
    )  # fmt: skip
    return Application(premises, _less(after, before) if convex else _less(before, after))


@_lemma("rudin_1976", "definition of a finite sum", "A Robin Hood step keeps the sum of magnitudes.")
def _robin_hood_keeps_sum(domain: Domain, x: Any, i: Any, j: Any, a: Any) -> Application:
    power_sum, order = _q("power_sum"), _q("order_statistic")
    premises = (
        *_positive(a),
        _at_most(1, i),
        _less(i, j),
        _at_most(j, size_of(x, domain)),
        _less(2 * a, order(x, i) - order(x, j)),
    )
    return Application(premises, Relation(power_sum(_q("robin_hood")(x, i, j, a), 1), "=", power_sum(x, 1)))


@_lemma("rudin_1976", "definition of a finite sum", "Cloning doubles every power sum.")
def _clone_doubles(domain: Domain, x: Any, r: Any) -> Application:
    power_sum = _q("power_sum")
    return Application(_positive(r), Relation(power_sum(_q("clone")(x), r), "=", 2 * power_sum(x, r)))


@_lemma("rudin_1976", "definition of a finite sum", "A zero more changes no power sum.")
def _zero_adds_nothing(domain: Domain, x: Any, r: Any) -> Application:
    power_sum = _q("power_sum")
    return Application(_positive(r), Relation(power_sum(_q("append_zero")(x), r), "=", power_sum(x, r)))
