"""Per-row keep counts by one relative tolerance: a reconstruction of the paper's rule (dossier ``lq.alloc.rule``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.allocation_minimax import allocate_minimax
from lqtheory.quantities.allocation_rows import row_tables
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    check_count,
    check_exponent,
    check_real,
    is_numpy,
    namespace,
    widened,
)
from lqtheory.quantities.instance_keep_counts import KEEP_TOLERANCE, kmin
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.sharp_threshold import log_sharp_keep_threshold
from lqtheory.quantities.sparsity_indices import log_effective_sparsity

__all__ = [
    "RULES",
    "RowNorms",
    "RuleForBudget",
    "norm_rule_for_budget",
    "row_norms",
    "row_rule_counts",
    "row_rule_for_budget",
]

#: R1, R2 and R3 of the dossier.
RULES = ("exact", "stechkin", "sharp")


class RuleForBudget(NamedTuple):
    """Keep counts and the relative tolerance that gives them."""

    counts: Array
    eta: float


class RowNorms(NamedTuple):
    """What the rules R2 and R3 need of one table: ln s_{q,p} (0 for zero rows), which rows are not zero, entries."""

    log_sparsity: np.ndarray
    nonzero: np.ndarray
    entries: int


def row_rule_counts(rows: Any, eta: float, rule: str = "exact", q: float = 1.0, p: float = 2.0) -> Array:
    r"""Keep counts of all rows for one relative tolerance, by one of three rules (the paper's, reconstructed).

    ``"exact"``: k_{w_i}(η); ``"stechkin"``: min{d_i, ⌈(1-α) α^{α/(1-α)} η^{-pq/(p-q)} s_{q,p}(w_i)⌉}, α = q/p;
    ``"sharp"``: the least count that suffices for every vector with effective sparsity s_{q,p}(w_i).

    Parameters
    ----------
    rows : array-like, shape (r, d), or sequence of arrays with one or two axes
        Rows, as in :func:`lqtheory.quantities.allocation.allocate`.
    eta : float
        Relative tolerance, at least 0.
    rule : {"exact", "stechkin", "sharp"}
        Rules R1, R2 and R3.
    q, p : float
        Exponents of the class and of the error, 0 < q < p < inf; the exact rule does not use q.

    Returns
    -------
    array of int64, shape (r,)
        0 for zero rows; every row then has relative error at most eta. R1 <= R3 <= R2 row by row.

    Raises
    ------
    DomainError
        If the rule has no such name, or an argument is out of range.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.

    Notes
    -----
    R2 with ``p = 1`` is the paper's rule as the dossier reconstructs it from the abstract: proportional to
    SI_q^{-q/(1-q)}. R3 bisects in k for all rows at once.

    References
    ----------
    yang_wang_ding_yang_2022; dossier lq.alloc.rule.

    Examples
    --------
    >>> rows = [[4, -2, 1, 0.5], [1, 1, 1, 1], [0, 0, 0, 0]]
    >>> [row_rule_counts(rows, 0.5, rule).tolist() for rule in RULES]
    [[1, 3, 0], [3, 4, 0], [2, 3, 0]]
    """
    where = "row_rule_counts"
    eta = check_real(eta, "eta", where, 0.0)
    q, p = _checked(rule, q, p, where)
    tables = row_tables(rows, where)
    xp = namespace(tables[0])
    if rule == "exact":
        return xp.concat([kmin(table, eta, p) for table in tables])
    return _like(np.concatenate([_norm_counts(row_norms(t, q, p), eta, rule, q, p) for t in tables]), tables[0])


def row_rule_for_budget(rows: Any, K: int, rule: str = "exact", q: float = 1.0, p: float = 2.0) -> RuleForBudget:
    r"""The least relative tolerance whose keep counts fit into a budget, by the reconstructed rules.

    min{η : Σ k_i(η) <= K} for the rules of :func:`row_rule_counts`.

    Parameters
    ----------
    rows, rule, q, p
        As in :func:`row_rule_counts`.
    K : int
        Budget, at least 0.

    Returns
    -------
    RuleForBudget
        Counts with Σ k_i <= K, and η in [0, 1]. All zero and η = 1 for ``K = 0``.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`row_rule_counts`, and if ``K < 0``.

    Notes
    -----
    The exact rule is the min-max rule with weights 1/‖w_i‖_p, without bisection. The others bisect on ln η to the
    last digits; R1 for a budget is optimal for the largest relative error, none of them for a sum of errors.

    References
    ----------
    Dossier lq.alloc.rule, lq.alloc.max.

    Examples
    --------
    >>> result = row_rule_for_budget([[4, -2, 1, 0.5], [1, 1, 1, 1]], K=5, rule="stechkin")
    >>> result.counts.tolist(), round(result.eta, 6)
    ([2, 3], 0.57735)
    """
    where = "row_rule_for_budget"
    K = check_count(K, "K", 0, None, where)
    q, p = _checked(rule, q, p, where)
    tables = row_tables(rows, where)
    xp = namespace(tables[0])
    if rule == "exact":
        norms = xp.concat([lq_norm(table, p) for table in tables])
        weights = xp.where(norms > 0, 1.0 / xp.where(norms > 0, norms, xp.ones_like(norms)), xp.zeros_like(norms))
        result = allocate_minimax(tables, weights, K, p)
        return RuleForBudget(result.counts, min(result.value, 1.0))
    found = norm_rule_for_budget([row_norms(table, q, p) for table in tables], K, rule, q, p)
    return RuleForBudget(_like(found.counts, tables[0]), found.eta)


def norm_rule_for_budget(parts: Sequence[RowNorms], K: int, rule: str, q: float, p: float) -> RuleForBudget:
    """What :func:`row_rule_for_budget` finds by R2 or R3, from the norms of the rows alone.

    Parameters
    ----------
    parts : sequence of RowNorms
        The norms, see :func:`row_norms`.
    K : int
        Budget, at least 0.
    rule : {"stechkin", "sharp"}
        Rule R2 or R3.
    q, p : float
        Exponents, those of the norms.

    Returns
    -------
    RuleForBudget
        Counts of all rows, part after part.

    Examples
    --------
    >>> norms = [row_norms(np.array([row]), 1.0, 2.0) for row in ([4.0, -2.0, 1.0, 0.5], [1.0, 1.0, 1.0, 1.0])]
    >>> norm_rule_for_budget(norms, 5, "stechkin", 1.0, 2.0).counts.tolist()
    [2, 3]
    """

    def counts(log_eta: float) -> np.ndarray:
        return np.concatenate([_norm_counts(part, math.exp(log_eta), rule, q, p) for part in parts])

    if int(sum(np.count_nonzero(part.nonzero) * part.entries for part in parts)) <= K:
        return RuleForBudget(counts(-math.inf), 0.0)
    low, high = -700.0, 0.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if not low < middle < high or high - low < 1e-15 * (1.0 - low):
            break
        low, high = (low, middle) if int(counts(middle).sum()) <= K else (middle, high)
    return RuleForBudget(counts(high), math.exp(high))


def _checked(rule: str, q: Any, p: Any, where: str) -> tuple[float, float]:
    if rule not in RULES:
        raise DomainError(f"rule={rule!r} is not one of {', '.join(map(repr, RULES))} ({where})")
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p and rule != "exact":
        raise DomainError(f"rule {rule!r} needs q < p, got q={q}, p={p} ({where}); use a smaller q")
    return q, p


def _like(counts: np.ndarray, table: Array) -> Array:
    """Counts in the library and on the device of the rows."""
    xp = namespace(table)
    return counts if is_numpy(table) else xp.asarray(counts, device=table.device)


def row_norms(table: Array, q: float, p: float) -> RowNorms:
    """Logarithms of s_{q,p} of every row.

    Parameters
    ----------
    table : array, shape (r, d)
        Rows.
    q, p : float
        Exponents, 0 < q < p < inf.

    Returns
    -------
    RowNorms

    Examples
    --------
    >>> row_norms(np.array([[1.0, 1.0], [0.0, 0.0]]), 1.0, 2.0).nonzero.tolist()
    [True, False]
    """
    magnitudes = widened(as_magnitudes(table, "rows", "row_rule_counts"))
    xp = namespace(magnitudes)
    nonzero = xp.any(magnitudes > 0, axis=-1)
    filled = xp.where(nonzero[:, None], magnitudes, xp.ones_like(magnitudes))
    logs = log_effective_sparsity(filled, q, p)
    plain = (np.asarray(v.detach().cpu() if hasattr(v, "detach") else v) for v in (logs, nonzero))
    log_sparsity, known = plain
    return RowNorms(np.where(known, np.maximum(log_sparsity, 0.0), 0.0), known, int(magnitudes.shape[1]))


def _norm_counts(rows: RowNorms, eta: float, rule: str, q: float, p: float) -> np.ndarray:
    """Counts of one table by R2 or R3."""
    counts = np.zeros(rows.nonzero.shape, dtype=np.int64)
    if eta >= 1.0:
        return counts
    if eta**p == 0.0:
        return np.where(rows.nonzero, rows.entries, 0)
    find = _stechkin_counts if rule == "stechkin" else _sharp_counts
    counts[rows.nonzero] = find(rows.log_sparsity[rows.nonzero], rows.entries, eta, q, p)
    return counts


def _stechkin_counts(log_sparsity: np.ndarray, n: int, eta: float, q: float, p: float) -> np.ndarray:
    """R2, in logarithms; values above an integer by a relative 1e-12 or less are rounded down to it."""
    alpha, beta = q / p, (p - q) / p
    log_alpha = math.log1p(-beta) if beta < 0.5 else math.log(q) - math.log(p)
    logs = log_sparsity + math.log(beta) + (alpha * log_alpha - q * math.log(eta)) / beta
    values = np.exp(np.minimum(logs, math.log(n) + 1.0))
    return np.minimum(np.ceil(values * (1.0 - KEEP_TOLERANCE)), n).astype(np.int64)


def _sharp_counts(log_sparsity: np.ndarray, n: int, eta: float, q: float, p: float) -> np.ndarray:
    """R3: bisection in k for all rows at once; each threshold G_k is computed once."""
    share, a = eta**p, q / p
    if share == 1.0:
        return np.ones(log_sparsity.shape, dtype=np.int64)
    thresholds: dict[int, float] = {}

    def largest_log_sparsity(k: int) -> float:
        if k not in thresholds:
            thresholds[k] = log_sharp_keep_threshold(k, share, a, n) / ((p - q) / p) + KEEP_TOLERANCE
        return thresholds[k]

    low, high = np.ones(log_sparsity.shape, dtype=np.int64), np.full(log_sparsity.shape, n, dtype=np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        distinct, where = np.unique(middle, return_inverse=True)
        enough = log_sparsity <= np.array([largest_log_sparsity(int(k)) for k in distinct])[where]
        low, high = np.where(enough, low, np.minimum(middle + 1, high)), np.where(enough, middle, high)
    return low
