"""Foundation lemmas about transfers and other operations of the axioms of sparsity (see :mod:`lqtheory.checks.lemmas`).

Vectors enter only through the sums and sorted entries of their magnitudes.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _index, _number, _polynomial, _rank
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


# ---- transfers and other operations ----------------------------------------------------------------------------------
def _transfer(domain: Domain, x: Any, i: Any, j: Any, a: Any) -> tuple[Relation, ...]:
    _rank("transfer", i, j)
    order = _q("order_statistic")
    ranks = (_at_most(1, i), _less(i, j), _at_most(j, size_of(x, domain)))
    return (_less(0, a), *ranks, _less(2 * a, order(x, i) - order(x, j)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorems 45 and 108 (Karamata)",
    "A Robin Hood step does not raise power sums for r >= 1 and does not lower them for r <= 1.",
)
def _robin_hood_power_sums_weakly(domain: Domain, x: Any, i: Any, j: Any, a: Any, r: Any, convex: bool) -> Application:
    power_sum = _q("power_sum")
    before, after = power_sum(x, r), power_sum(_q("robin_hood")(x, i, j, a), r)
    premises = (*_transfer(domain, x, i, j, a), _less(0, r), _at_most(1, r) if convex else _at_most(r, 1))
    return Application(premises, _at_most(after, before) if convex else _at_most(before, after))


@_lemma(
    "marshall_olkin_arnold_2011",
    "Lemma 2.B.1 (Muirhead) with Definition 1.A.1",
    "A Robin Hood step (T-transform) strictly majorises: no tail sum falls and one rises, so that the sum"
    " of all tails rises.",
)
def _robin_hood_tails(domain: Domain, x: Any, i: Any, j: Any, a: Any, index: Any) -> Application:
    tail, n = _q("tail_power_sum"), size_of(x, domain)
    if not (isinstance(index, sp.Symbol) and index.is_integer) or any(
        sp.sympify(v).has(index) for v in (x, i, j, a, n)
    ):
        raise DomainError(f"the index {index} is not a fresh integer symbol (robin_hood_tails)")
    before, after = (sp.Sum(tail(v, index, 1), (index, 0, n - 1)) for v in (x, _q("robin_hood")(x, i, j, a)))
    return Application(_transfer(domain, x, i, j, a), _less(before, after))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Adding the same to all magnitudes keeps their order: |x|+a has the sorted entries |x|_(j) + a, a >= 0.",
)
def _rising_tide_order(domain: Domain, x: Any, a: Any, j: Any) -> Application:
    _rank("rising_tide_order", j)
    order = _q("order_statistic")
    premises = (_at_most(0, a), _at_most(1, j), _at_most(j, size_of(x, domain)))
    return Application(premises, Relation(order(_q("rising_tide")(x, a), j), "=", order(x, j) + a))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Adding the same to all magnitudes: sum(|x_i| + a) = sum|x_i| + n a, a >= 0.",
)
def _rising_tide_sum(domain: Domain, x: Any, a: Any) -> Application:
    power_sum = _q("power_sum")
    total = power_sum(x, 1) + size_of(x, domain) * a
    return Application((_at_most(0, a),), Relation(power_sum(_q("rising_tide")(x, a), 1), "=", total))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Raising the largest magnitude by a >= 0 keeps all other sorted entries: sum|y|^r = (|x|_(1) + a)^r + tail_r(1).",
)
def _bill_gates_power_sum(domain: Domain, x: Any, a: Any, r: Any) -> Application:
    total = (_q("order_statistic")(x, 1) + a) ** r + _q("tail_power_sum")(x, 1, r)
    premises = (_at_most(0, a), _less(0, r))
    return Application(premises, Relation(_q("power_sum")(_q("bill_gates")(x, a), r), "=", total))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Raising the largest magnitude by a >= 0 changes the first sorted entry only: sum_j w(j) |y|_(j) = "
    "w(1) a + sum_j w(j) |x|_(j).",
)
def _bill_gates_ranks(domain: Domain, x: Any, a: Any, weight: Any, index: Any) -> Application:
    (weight,) = _number("bill_gates_ranks", domain, weight)
    n, order = size_of(x, domain), _q("order_statistic")
    _index("bill_gates_ranks", index, x, a, n)
    _polynomial("bill_gates_ranks", weight, index)
    before, after = (sp.Sum(weight * order(v, index), (index, 1, n)) for v in (x, _q("bill_gates")(x, a)))
    return Application((_at_most(0, a),), Relation(after, "=", weight.subs(index, 1) * a + before))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Cloning doubles every sorted entry: |x||x|_(2j-1) = |x||x|_(2j) = |x|_(j).",
)
def _clone_order(domain: Domain, x: Any, j: Any, rank: Any) -> Application:
    _rank("clone_order", j, rank)
    rank, order = sp.sympify(rank), _q("order_statistic")
    if sp.expand(rank - 2 * j) not in (sp.S.Zero, sp.S.NegativeOne):
        raise DomainError(f"the rank {rank} is neither 2*{j} - 1 nor 2*{j} (clone_order)")
    premises = (_at_most(1, j), _at_most(j, size_of(x, domain)))
    return Application(premises, Relation(order(_q("clone")(x), rank), "=", order(x, j)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A zero more is the smallest entry: sum_{j<=n+1} w(j) |y|_(j) = sum_{j<=n} w(j) |x|_(j).",
)
def _append_zero_ranks(domain: Domain, x: Any, weight: Any, index: Any) -> Application:
    (weight,) = _number("append_zero_ranks", domain, weight)
    n, order = size_of(x, domain), _q("order_statistic")
    _index("append_zero_ranks", index, x, n)
    _polynomial("append_zero_ranks", weight, index)
    after = sp.Sum(weight * order(_q("append_zero")(x), index), (index, 1, n + 1))
    return Application((), Relation(after, "=", sp.Sum(weight * order(x, index), (index, 1, n))))
