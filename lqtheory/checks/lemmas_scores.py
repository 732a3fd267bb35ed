"""Foundation lemmas on the K largest scores of all rows together (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.domain import Domain, Matrix, Vector
from lqtheory.errors import DomainError
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.quantities.top_scores import KEPT, LEAST_SCORE, ROW_WEIGHT, TOP_COUNT, keep_counts
from lqtheory.relations import Relation

__all__: list[str] = []


def _rows(name: str, domain: Domain, w: Any, a: Any, i: Any) -> tuple[sp.Expr, list[sp.Expr]]:
    """The number of a row as an integer, and the sizes of w; w and a are rows and positive weights of the proof."""
    rows, weights = (domain.parameters.get(str(v)) for v in (w, a))
    if not isinstance(rows, Matrix) or not isinstance(weights, Vector) or str(rows.rows) != str(weights.size):
        raise DomainError(f"{w} and {a} are not a matrix of the proof and a weight for each of its rows ({name})")
    if weights.sign != "positive":
        raise DomainError(f"{a} is not known to be positive in every entry ({name})")
    i = sp.sympify(i)
    if not i.is_integer:
        raise DomainError(f"{i} is not known to be an integer ({name})")
    known = {s.name: s for s in domain.symbols}
    return i, [sp.sympify(str(size), locals=known) for size in (rows.rows, rows.cols)]


def _kept(name: str, domain: Domain, w: Any, c: Any, K: Any) -> None:
    """The counts are those of the rows of w, K in all."""
    member, rows = domain.parameters.get(str(c)), domain.parameters[str(w)]
    assert isinstance(rows, Matrix)
    expected = keep_counts(str(rows.rows), str(rows.cols), str(K))
    if member != expected or domain.symbol(str(c)) != c:
        raise DomainError(f"{c} is not an allocation of {K} over the rows of {w} ({name})")


def _count(name: str, domain: Domain, w: Any, a: Any, K: Any, p: Any, c: Any, i: Any) -> sp.Expr:
    """How many of the K largest scores row i has, or, where c is given, its count in the competing allocation."""
    if c is None:
        return TOP_COUNT.symbol(w, a, K, p, i)
    _kept(name, domain, w, c, K)
    return KEPT.symbol(c, i)


def _budget(K: Any, rows: sp.Expr, cols: sp.Expr) -> tuple[Relation, ...]:
    """K is a number of entries."""
    return (_at_most(0, K), _at_most(K, rows * cols))


@_lemma(
    "rudin_1976",
    "definition of the K largest of finitely many numbers",
    "A row has its own largest entries among the K largest scores: its next score is at most the least of them, and "
    "the last one it has (if any) at least that.",
)
def _top_scores(domain: Domain, w: Any, a: Any, K: Any, p: Any, i: Any, taken: bool) -> Application:
    i, (rows, cols) = _rows("top_scores", domain, w, a, i)
    top, price = TOP_COUNT.symbol(w, a, K, p, i), LEAST_SCORE.symbol(w, a, K, p)
    order = _q("order_statistic")
    score = lambda rank: ROW_WEIGHT.symbol(a, i) * order(MATRIX_ROW.symbol(w, i), rank) ** p  # noqa: E731
    premises = (*_budget(K, rows, cols), _at_most(1, i), _at_most(i, rows), _less(0, p))
    if taken:
        return Application((*premises, _at_most(1, top)), _at_most(price, score(top)))
    return Application((*premises, _less(top, cols)), _at_most(score(top + 1), price))


@_lemma("rudin_1976", "definition of a finite sum", "No count exceeds the number of entries of its row.")
def _counts_within_rows(domain: Domain, w: Any, a: Any, K: Any, p: Any, i: Any, c: Any = None) -> Application:
    i, (rows, cols) = _rows("counts_within_rows", domain, w, a, i)
    premises = (*_budget(K, rows, cols), _at_most(1, i), _at_most(i, rows), _less(0, p))
    return Application(premises, _at_most(_count("counts_within_rows", domain, w, a, K, p, c, i), cols))


@_lemma("rudin_1976", "definition of a finite sum", "The counts of the rows add up to K.")
def _counts_add_up(domain: Domain, w: Any, a: Any, K: Any, p: Any, index: Any, c: Any = None) -> Application:
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol (counts_add_up)")
    _, (rows, cols) = _rows("counts_add_up", domain, w, a, 1)
    count = _count("counts_add_up", domain, w, a, K, p, c, index)
    return Application((*_budget(K, rows, cols), _less(0, p)), Relation(sp.Sum(count, (index, 1, rows)), "=", K))
