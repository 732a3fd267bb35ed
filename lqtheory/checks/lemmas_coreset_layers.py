"""Foundation lemmas on ordered sums of vectors and on accuracies of layers (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _number
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.coreset_budgets import BUDGET, budget_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Sums keep an order: if 0 <= c v + d w + ... in every entry, v, w, ... >= 0, then 0 <= c sum v_i + d sum w_i + ...",
)
def _sums_keep_order(domain: Domain, terms: Any) -> Application:
    """``terms`` holds pairs (coefficient, vector); coefficients are numbers of the domain, of any sign."""
    vectors = [sp.sympify(v) for _, v in terms]
    coefficients = _number("sums_keep_order", domain, *(c for c, _ in terms))
    if len({size_of(v, domain) for v in vectors}) != 1:
        raise DomainError(f"{vectors} are no vectors of one size (sums_keep_order)")
    pairs = list(zip(coefficients, vectors, strict=True))
    total = sp.Add(*(c * _q("power_sum")(v, 1) for c, v in pairs))
    signs = (_at_most(0, v) for v in vectors if not v.is_nonnegative)
    return Application((*signs, _at_most(0, sp.Add(*(c * v for c, v in pairs)))), _at_most(0, total))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Powers of entries: sum |x_i^p|^r = sum x_i^(pr) for x >= 0 and p, r > 0.",
)
def _powers_of_entries(domain: Domain, x: Any, p: Any, r: Any) -> Application:
    x = sp.sympify(x)
    p, r = _number("powers_of_entries", domain, p, r)
    if not x.is_nonnegative:
        raise DomainError(f"{x} is not known to be nonnegative in every entry (powers_of_entries)")
    premises = (_less(0, r), _less(0, p))
    return Application(premises, Relation(_q("power_sum")(x**p, r), "=", _q("power_sum")(x, p * r)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Finite sums may be exchanged: sum_i a_i sum_j b_j f(i, j) = sum_j b_j sum_i a_i f(i, j).",
)
def _sums_exchange(domain: Domain, f: Any, rows: Any, columns: Any) -> Application:
    """``rows`` holds (factor, index, low, high), and ``columns`` as well; factors keep the two sums apart."""
    (f,) = _number("sums_exchange", domain, f)
    a, i, low, high = rows
    b, j, first, last = columns
    a, low, high, b, first, last = _number("sums_exchange", domain, a, low, high, b, first, last)
    for index, start in ((i, low), (j, first)):
        if not (isinstance(index, sp.Symbol) and index.is_integer) or i == j:
            raise DomainError(f"{i} and {j} are not two integer symbols (sums_exchange)")
        if (index.is_positive and not start.is_positive) or (index.is_nonnegative and not start.is_nonnegative):
            raise DomainError(f"the index {index} is taken for larger than its lower end {start} (sums_exchange)")
    if a.has(j) or b.has(i) or any(end.has(i, j) for end in (low, high, first, last)):
        raise DomainError("a factor or an end depends on the index of the other sum (sums_exchange)")
    premises = (_at_most(low, high + 1), _at_most(first, last + 1))
    outer = sp.Sum(a * sp.Sum(b * f, (j, first, last)), (i, low, high))
    return Application(premises, Relation(outer, "=", sp.Sum(b * sp.Sum(a * f, (i, low, high)), (j, first, last))))


def _budget(name: str, domain: Domain, B: Any) -> None:
    member = domain.parameters.get(str(B))
    if member != BUDGET or domain.symbol(str(B)) != B:
        raise DomainError(f"{B} is not declared as {BUDGET.description} ({name})")


@_lemma(
    "rudin_1976",
    "definitions by recursion",
    "Layer by layer: e_i = Δ_i((1+e_{i-1})(1+ε_i)-1), e_0 = 0; P_i = Δ_i P_{i+1}; the product of 1+P_k ε_k and the sum "
    "of P_k ε_k gain one factor or term; Δ_i >= 1 and P_i >= 1.",
)
def _layer_by_layer(domain: Domain, B: Any, i: Any, word: str) -> Application:
    _budget("layer_by_layer", domain, B)
    (i,) = _number("layer_by_layer", domain, i)
    if not i.is_integer:
        raise DomainError(f"the layer {i} is not known to be an integer (layer_by_layer)")
    ratio, accuracy, product, error, compounded, spent = (
        budget_quantity(name)
        for name in (
            "layer_ratio", "layer_accuracy", "remaining_product", "layer_error", "compounded_accuracy",
            "spent_accuracy",
        )
    )  # fmt: skip
    part = product(B, i) * accuracy(B, i)
    layer = {
        "error": Relation(error(B, i), "=", ratio(B, i) * ((1 + error(B, i - 1)) * (1 + accuracy(B, i)) - 1)),
        "product": Relation(product(B, i), "=", ratio(B, i) * product(B, i + 1)),
        "compounded": Relation(compounded(B, i), "=", compounded(B, i - 1) * (1 + part)),
        "spent": Relation(spent(B, i), "=", spent(B, i - 1) + part),
        "ratio_at_least_one": _at_most(1, ratio(B, i)),
        "product_at_least_one": _at_most(1, product(B, i)),
    }
    start = {
        "no_error": Relation(error(B, 0), "=", sp.S.Zero),
        "no_factor": Relation(compounded(B, 0), "=", sp.S.One),
        "nothing_spent": Relation(spent(B, 0), "=", sp.S.Zero),
    }
    if word not in {**layer, **start}:
        raise DomainError(f"{word!r} is none of {', '.join({**layer, **start})} (layer_by_layer)")
    return Application((), start[word]) if word in start else Application((_at_most(1, i),), layer[word])


@_lemma("rudin_1976", "Definition 1.5", "A real number is at most its absolute value: t <= |t|, also entry by entry.")
def _at_most_absolute(domain: Domain, t: Any) -> Application:
    t = sp.sympify(t)
    if not t.is_extended_real:
        raise DomainError(f"{t} is not known to be real (at_most_absolute)")
    return Application((), _at_most(t, sp.Abs(t)))


@_lemma(
    "rudin_1976",
    "Theorem 1.33",
    "Triangle inequality: |x - y| <= x + y for x, y >= 0, also entry by entry.",
)
def _absolute_difference(domain: Domain, x: Any, y: Any) -> Application:
    x, y = sp.sympify(x), sp.sympify(y)
    return Application((_at_most(0, x), _at_most(0, y)), _at_most(sp.Abs(x - y), x + y))
