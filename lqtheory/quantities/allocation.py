"""How many entries to keep in each of many rows under one budget (dossier ``lq.alloc.exact``, ``max``, ``sumnorm``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.quantities.allocation_rows import WeightedRows, kth_largest, row_tables, weighted_rows
from lqtheory.quantities.arrays import Array, check_count, check_exponent, is_numpy, namespace

__all__ = ["OBJECTIVES", "Allocation", "allocate", "allocate_by_scores", "keep_mask"]

#: What can be minimised: Σ a_i σ_{k_i}(w_i)_p^p, max a_i σ_{k_i}(w_i)_p, Σ a_i σ_{k_i}(w_i)_p.
OBJECTIVES = ("sum_of_powers", "maximum", "sum_of_norms")


class Allocation(NamedTuple):
    """Keep counts with their objective and what proves them optimal.

    ``counts`` are int64, one for each row; ``value`` is the objective at them; no allocation of the budget has an
    objective below ``bound``, so that ``bound == value`` says that the counts are optimal. ``threshold`` is the
    multiplier or tolerance that shows it, ``None`` where dynamic programming does.
    """

    counts: Array
    value: float
    bound: float
    threshold: float | None


def allocate(objective: str, rows: Any, weights: Any = None, K: int = 0, p: float = 2.0) -> Allocation:
    r"""Best keep counts k_1 + ... + k_r <= K for one of three objectives.

    ``"sum_of_powers"``: min Σ a_i σ_{k_i}(w_i)_p^p; ``"maximum"``: min max_i a_i σ_{k_i}(w_i)_p; ``"sum_of_norms"``:
    min Σ a_i σ_{k_i}(w_i)_p.

    Parameters
    ----------
    objective : {"sum_of_powers", "maximum", "sum_of_norms"}
        What is minimised.
    rows : array-like, shape (r, d), or sequence of arrays with one or two axes
        Rows w_i, all of one library and device; rows of different lengths in a sequence.
    weights : array-like, shape (r,), number or None
        a_i >= 0; ``None`` for ones. Weights of single entries (activation norms) are multiplied into the rows first.
    K : int
        Budget, at least 0; more than there are entries is allowed.
    p : float
        Exponent of the error norm in (0, inf), also ``inf`` for the last two objectives.

    Returns
    -------
    Allocation
        All zero for ``K = 0``; value 0 where K covers all nonzero entries. Zero entries are never counted.

    Raises
    ------
    DomainError
        If ``K < 0``, the objective has no such name, or a row, a weight or ``p`` is out of range.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    Exact for the first two objectives, in O(number of entries) and one sort of each row. The third is not convex: up
    to :data:`lqtheory.quantities.allocation_dp.LARGEST_EXACT` operations by dynamic programming, beyond by a
    multiplier, and then ``bound`` may be below ``value``.

    References
    ----------
    Dossier lq.alloc.exact, lq.alloc.max, lq.alloc.sumnorm.

    Examples
    --------
    >>> result = allocate("sum_of_powers", [[4, 1, 1], [3, 2, 0.5, 0.25]], [1, 2], K=3)
    >>> result.counts.tolist(), result.value
    ([1, 2], 2.625)
    """
    if objective == "sum_of_powers":
        return allocate_by_scores(rows, weights, K, p)
    if objective == "maximum":
        from lqtheory.quantities.allocation_minimax import allocate_minimax

        return allocate_minimax(rows, weights, K, p)
    if objective == "sum_of_norms":
        from lqtheory.quantities.allocation_dp import allocate_sum_of_norms

        return allocate_sum_of_norms(rows, weights, K, p)
    raise DomainError(f"objective={objective!r} is not one of {', '.join(map(repr, OBJECTIVES))} (allocate)")


def allocate_by_scores(rows: Any, weights: Any = None, K: int = 0, p: float = 2.0) -> Allocation:
    r"""Keep counts that minimise a weighted sum of p-th powers of errors: the K largest scores of all rows.

    min Σ a_i σ_{k_i}(w_i)_p^p over Σ k_i <= K, by the K largest of the scores a_i |w_ij|^p.

    Parameters
    ----------
    rows, weights, K, p
        As in :func:`allocate`.

    Returns
    -------
    Allocation
        ``threshold`` t is the K-th largest a_i^{1/p} |w_ij| (the largest for ``K = 0``). With λ = t^p the sum
        Σ_ij min(a_i|w_ij|^p, λ) - λK bounds the objective of every allocation of K from below, and equals the value.

    Raises
    ------
    DomainError, InputTypeError, ShapeError, NormOverflowError
        As :func:`allocate`.

    Notes
    -----
    Cost O(number of entries) with NumPy: selection, not sorting. Scores are compared through a_i^{1/p} |w_ij|, which
    neither vanish nor overflow with their powers. Among equal scores the first rows are served first.

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> allocate_by_scores([[4, 1, 1], [3, 2, 0.5, 0.25]], [1, 2], K=5).counts.tolist()
    [3, 2]
    """
    where = "allocate_by_scores"
    p = check_exponent(p, "p", where)
    K = check_count(K, "K", 0, None, where)
    table = weighted_rows(rows, weights, p, where)
    xp, n = namespace(table.flat), int(table.flat.shape[0])
    root = kth_largest(table.flat, max(K, 1)) if K <= n else 0.0
    if root == 0.0:
        return Allocation(table.count(0.0), 0.0, 0.0, 0.0)
    counts, value = _kept_and_pruned(table, root, p)
    surplus = int(xp.sum(counts)) - K
    if surplus > 0:  # more entries equal the threshold than the budget has room for
        counts = counts - _last_of(table.count(root, strict=False), surplus, xp)
        value += surplus * _power(root, p)
    if math.isinf(value):
        raise NormOverflowError(f"the value exceeds 1.8e308 ({where}); divide rows or weights by a constant")
    return Allocation(counts, value, value, root)


def _kept_and_pruned(table: WeightedRows, root: float, p: float) -> tuple[Array, float]:
    """Number of entries of each row that are not below ``root``, and the sum of the p-th powers of the others."""
    xp, counts, total = namespace(table.flat), [], 0.0
    with np.errstate(over="ignore", under="ignore"):
        for block in table.blocks():
            small = block < root
            rest = block * small if is_numpy(block) else xp.where(small, block, xp.zeros_like(block))
            if is_numpy(block):
                counts.append(block.shape[1] - np.count_nonzero(small, axis=1))
                total += float(np.vdot(rest, rest) if p == 2.0 else rest.sum() if p == 1.0 else (rest**p).sum())
            else:
                counts.append(xp.sum(xp.astype(~small, xp.int64), axis=1))
                total += float(xp.sum(rest**p))
    return xp.concat(counts), total


def _last_of(ties: Array, surplus: int, xp: Any) -> Array:
    """How many of the equal scores of each row are not kept, when the first rows are served first."""
    after = xp.flip(xp.cumulative_sum(xp.flip(ties, axis=0), axis=0), axis=0) - ties
    return xp.clip(surplus - after, 0 * ties, ties)


def _power(root: float, p: float) -> float:
    try:
        return root**p
    except OverflowError:
        return math.inf


def keep_mask(rows: Any, counts: Any) -> Any:
    """Masks that keep the counted number of largest magnitudes of each row.

    Parameters
    ----------
    rows : array-like, shape (r, d), or sequence of arrays with one or two axes
        Rows, as in :func:`allocate`.
    counts : array-like of int, shape (r,)
        Keep counts, at most the number of entries of their row.

    Returns
    -------
    array of bool, shape (r, d), or list of them
        One mask for a table; for a sequence one mask for each of its arrays, in its shape.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the counts are not integers, not one for each row, or more than a row has entries.

    Notes
    -----
    Stable sort: among equal magnitudes the lowest index is kept.

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> keep_mask([[1.0, -2.0, 2.0]], [1]).tolist()
    [[False, True, False]]
    """
    where = "keep_mask"
    single = not isinstance(rows, (list, tuple)) or np.ndim(rows[0]) == 0
    tables = row_tables(rows, where)
    xp = namespace(tables[0])
    wanted = np.asarray(counts.detach().cpu() if hasattr(counts, "detach") else counts)
    if wanted.dtype.kind not in "iu":
        raise DomainError(f"counts must be integers, got {wanted.dtype} ({where}); use an integer array")
    sizes = np.concatenate([np.full(table.shape[0], table.shape[1]) for table in tables])
    if wanted.shape != sizes.shape:
        raise DomainError(f"counts has shape {wanted.shape}, allowed is {sizes.shape} ({where}); one for each row")
    if (wanted < 0).any() or (wanted > sizes).any():
        raise DomainError(f"counts must be at least 0 and at most the row lengths ({where}); clip them first")
    masks, start = [], 0
    for table in tables:
        order = xp.argsort(xp.abs(table), axis=1, descending=True, stable=True)
        ranks = xp.argsort(order, axis=1)
        part = xp.asarray(wanted[start : start + table.shape[0]])
        if not is_numpy(table):
            part = part.to(table.device)
        masks.append(ranks < part[:, None])
        start += table.shape[0]
    if single or (len(masks) == 1 and np.ndim(rows) == 2):
        return masks[0]
    return [mask if np.ndim(source) == 2 else mask[0] for mask, source in zip(masks, rows, strict=True)]
