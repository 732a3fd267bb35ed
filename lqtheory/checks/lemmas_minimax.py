"""Foundation lemmas on the least largest second moment: what least and largest mean (:mod:`lqtheory.checks.lemmas`).

The least is a greatest lower bound over the distributions that give every edge a chance, the largest is attained by
weights of the points. That both are equal is no lemma.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less
from lqtheory.checks.lemmas_coresets import _sample
from lqtheory.checks.lemmas_sums import _number, _running_index
from lqtheory.domain import Domain, Vector
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


def _largest_moment(w: Any, A: Any, scores: Any, point: Any, j: Any, n: Any, N: Any) -> sp.Expr:
    """(sum of the scores) max over the points of the sum of g_j^2/score_j: scores need not add up to 1."""
    share = sample_quantity("importance_at")(w, A, point, j)
    moment = sp.Sum(share**2 / scores, (j, 1, n))
    return sp.Sum(scores, (j, 1, n)) * MaxOver(moment, point, 1, N)


def _indices(name: str, *indices: Any) -> None:
    """Bound indices that are not taken for larger than 1."""
    for index in indices:
        if not (isinstance(index, sp.Symbol) and index.is_integer):
            raise DomainError(f"the index {index} is no integer symbol ({name})")
    if len(set(indices)) != len(indices):
        raise DomainError(f"the indices {', '.join(map(str, indices))} are not different ({name})")


def _weighted_square(w: Any, A: Any, i: Any, j: Any, N: Any) -> sp.Expr:
    """Sum over the points of best weight times squared importance of edge j."""
    weight, share = sample_quantity("best_weight_at")(w, A, i), sample_quantity("importance_at")(w, A, i, j)
    return sp.Sum(weight * share**2, (i, 1, N))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "The least largest second moment is a lower bound: it is at most that of any positive scores.",
)
def _minimax_at_most(domain: Domain, w: Any, A: Any, scores: Any, point: Any, j: Any) -> Application:
    n, N = _sample("minimax_at_most", domain, w, A)
    (scores,) = _number("minimax_at_most", domain, scores)
    _indices("minimax_at_most", point, j)
    if _running_index("minimax_at_most", domain, j) != (1, n) or scores.has(point):
        raise DomainError(f"{j} does not range over 1..n, or {scores} depend on {point} (minimax_at_most)")
    least = sample_quantity("sample_minimax")(w, A)
    return Application((_less(0, scores),), _at_most(least, _largest_moment(w, A, scores, point, j, n, N)), (j,))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "The least largest second moment is the greatest lower bound: what is at most that of all positive scores is at "
    "most the least one.",
)
def _minimax_is_greatest(domain: Domain, w: Any, A: Any, s: Any, bound: Any, point: Any, j: Any) -> Application:
    n, N = _sample("minimax_is_greatest", domain, w, A)
    (bound,) = _number("minimax_is_greatest", domain, bound)
    _indices("minimax_is_greatest", point, j)
    member = domain.parameters.get(str(s))
    if not isinstance(member, Vector) or domain.symbol(str(s)) != s or member != Vector("n", sign="positive"):
        raise DomainError(f"{s} is not declared as any vector of n positive scores (minimax_is_greatest)")
    if bound.has(s) or any(domain.bound(v, end).has(s) for v in domain.scalars() for end in ("low", "high")):
        raise DomainError(f"the bound {bound} or a range depends on {s} (minimax_is_greatest)")
    largest = _largest_moment(w, A, sample_quantity("score_at")(s, j), point, j, n, N)
    return Application((_at_most(bound, largest),), _at_most(bound, sample_quantity("sample_minimax")(w, A)), (s,))


@_lemma(
    "rudin_1976",
    "Theorem 4.16 (a continuous function on a compact set attains its largest value)",
    "Among weights p of the points, (sum_j sqrt(sum_i p_i g_j(i)^2))^2 is largest at the best weights.",
)
def _maximin_is_attained(domain: Domain, w: Any, A: Any, i: Any, j: Any) -> Application:
    n, N = _sample("maximin_is_attained", domain, w, A)
    _indices("maximin_is_attained", i, j)
    value = sp.Sum(sp.sqrt(_weighted_square(w, A, i, j, N)), (j, 1, n)) ** 2
    return Application((), Relation(sample_quantity("sample_maximin")(w, A), "=", value))


@_lemma(
    "rudin_1976",
    "Theorem 4.16 (a continuous function on a compact set attains its largest value)",
    "Best weights remain best beside others: those of (1-t) p + t e_x, 0 <= t <= 1, give no larger sum of roots.",
)
def _best_weights_are_best(domain: Domain, w: Any, A: Any, x: Any, t: Any, i: Any, j: Any) -> Application:
    n, N = _sample("best_weights_are_best", domain, w, A)
    _indices("best_weights_are_best", i, j)
    x, t = _number("best_weights_are_best", domain, x, t)
    if not x.is_integer or x.has(i, j) or t.has(i, j):
        raise DomainError(f"{x} is no integer, or {x} or {t} depends on {i} or {j} (best_weights_are_best)")
    before = _weighted_square(w, A, i, j, N)
    after = (1 - t) * before + t * sample_quantity("importance_at")(w, A, x, j) ** 2
    premises = (_at_most(1, x), _at_most(x, N), _at_most(0, t), _at_most(t, 1))
    return Application(premises, _at_most(*(sp.Sum(sp.sqrt(v), (j, 1, n)) for v in (after, before))))


@_lemma("rudin_1976", "definition of a convex combination", "Weights of the points add up to 1.")
def _best_weights_add_up(domain: Domain, w: Any, A: Any, i: Any) -> Application:
    _, N = _sample("best_weights_add_up", domain, w, A)
    _indices("best_weights_add_up", i)
    total = sp.Sum(sample_quantity("best_weight_at")(w, A, i), (i, 1, N))
    return Application((), Relation(total, "=", 1))
