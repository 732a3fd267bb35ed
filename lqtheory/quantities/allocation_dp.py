"""Budgets shared by error curves that need not be convex: dynamic programming (dossier ``lq.alloc.sumnorm``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.allocation import Allocation
from lqtheory.quantities.allocation_curves import allocate_by_multiplier, checked_curves, total_error
from lqtheory.quantities.allocation_minimax import weighted_curves
from lqtheory.quantities.arrays import as_vector, check_count, check_exponent, is_numpy, namespace
from lqtheory.quantities.curves import best_k_term_curve

__all__ = [
    "LARGEST_EXACT",
    "BudgetTable",
    "allocate_curves",
    "allocate_layers",
    "allocate_sum_of_norms",
]

#: Largest number of comparisons for which dynamic programming is chosen by itself; it does about 10^9 a second.
LARGEST_EXACT = 4_000_000_000


def allocate_curves(curves: Sequence[Any], K: int, exact: bool | None = None) -> Allocation:
    r"""Keep counts that minimise a sum of error curves, convex or not.

    min Σ T_i(k_i) over Σ k_i <= K.

    Parameters
    ----------
    curves : sequence of array-like, shapes (d_i + 1,)
        T_i(0), ..., T_i(d_i), nonincreasing.
    K : int
        Budget, at least 0.
    exact : bool or None
        Dynamic programming (``True``) or a multiplier (``False``); by default the former up to ``LARGEST_EXACT``
        comparisons.

    Returns
    -------
    Allocation
        By dynamic programming ``bound == value`` up to rounding; by a multiplier λ ``bound`` is
        Σ min_k [T_i(k) + λk] - λK, which may be smaller.

    Raises
    ------
    DomainError
        If there are no curves, one increases, or ``K < 0``.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.

    Notes
    -----
    Cost O(K Σ d_i) time and O(K r) memory by dynamic programming, O(Σ d_i) times 60 by a multiplier. Greedy steps
    fail for curves that are not convex, such as the errors of a flat vector.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> flat = [2.0, 3.0**0.5, 2.0**0.5, 1.0, 0.0]
    >>> result = allocate_curves([flat, flat], K=4)
    >>> sorted(result.counts.tolist()), result.value
    ([0, 4], 2.0)
    """
    where = "allocate_curves"
    tables = checked_curves(curves, where)
    K = min(check_count(K, "K", 0, None, where), sum(len(table) - 1 for table in tables))
    work = sum(min(len(table), K + 1) for table in tables) * (K + 1)
    if exact or (exact is None and work <= LARGEST_EXACT):
        counts = BudgetTable(tables, K).counts(K)
        value = total_error(tables, counts)
        return Allocation(counts, value, value, None)
    return allocate_by_multiplier(tables, K)


def allocate_sum_of_norms(rows: Any, weights: Any = None, K: int = 0, p: float = 2.0) -> Allocation:
    r"""Keep counts that minimise a weighted sum of errors (not of their powers).

    min Σ a_i σ_{k_i}(w_i)_p over Σ k_i <= K.

    Parameters
    ----------
    rows, weights, K, p
        As in :func:`lqtheory.quantities.allocation.allocate`; ``p = inf`` is allowed.

    Returns
    -------
    Allocation
        As :func:`allocate_curves`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`.

    Notes
    -----
    Cost O(K Σ d_i) where exact.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> sorted(allocate_sum_of_norms([[1, 1, 1, 1], [1, 1, 1, 1]], None, K=4).counts.tolist())
    [0, 4]
    """
    where = "allocate_sum_of_norms"
    K = check_count(K, "K", 0, None, where)
    tables = weighted_curves(rows, weights, p, where)
    plain = [np.asarray(t.detach().cpu() if hasattr(t, "detach") else t) for t in tables]
    result = allocate_curves([row for table in plain for row in table], K)
    if is_numpy(tables[0]):
        return result
    counts = namespace(tables[0]).asarray(result.counts, device=tables[0].device)
    return result._replace(counts=counts)


def allocate_layers(layers: Sequence[Any], weights: Any, K: int, p: float = 2.0, step: int = 1) -> Allocation:
    r"""Keep counts of whole layers for a weighted sum of layer errors.

    min Σ_l c_l (Σ pruned |v|^p)^{1/p} over Σ k_l <= K, each layer keeping its k_l largest entries.

    Parameters
    ----------
    layers : sequence of array-like
        Entries of each layer, of any shape, already multiplied by their row and entry weights.
    weights : array-like, shape (L,), number or None
        c_l >= 0.
    K : int
        Budget, at least 0.
    p : float
        Exponent in (0, inf].
    step : int
        Counts are multiples of it (or whole layers); 1 is exact.

    Returns
    -------
    Allocation
        Counts by layer; with ``step > 1`` no allocation in multiples of it is better.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`, and if ``step < 1``.

    Notes
    -----
    Inside a layer the best choice for every k_l is the top k_l; over layers the curves e_l(k) need dynamic
    programming, or a multiplier where that would take too long.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> allocate_layers([[[4.0, 1.0], [0.0, 2.0]], [3.0, 3.0]], [1.0, 2.0], K=3).counts.tolist()
    [1, 2]
    """
    where = "allocate_layers"
    p = check_exponent(p, "p", where, infinite=True)
    K, step = check_count(K, "K", 0, None, where), check_count(step, "step", 1, None, where)
    if not isinstance(layers, (list, tuple)) or not layers:
        raise DomainError(f"layers must be a nonempty list of arrays ({where})")
    found = [as_vector(layer, "layers", where) for layer in layers]
    curves = [best_k_term_curve(namespace(layer).reshape(layer, (-1,)), p) for layer in found]
    plain = [np.asarray(curve.detach().cpu() if hasattr(curve, "detach") else curve) for curve in curves]
    scales = np.broadcast_to(np.asarray(1.0 if weights is None else weights, dtype=np.float64), (len(plain),))
    if not (np.isfinite(scales).all() and (scales >= 0).all()):
        raise DomainError(f"weights must be finite and >= 0 in every layer ({where})")
    coarse = [c * np.append(curve[:-1:step], 0.0) for c, curve in zip(scales, plain, strict=True)]
    sizes = [len(curve) - 1 for curve in plain]
    steps = sum(len(curve) - 1 for curve in coarse)
    result = allocate_curves(coarse, steps if sum(sizes) <= K else K // step)
    counts = np.minimum(result.counts * step, sizes)
    value = float(sum(c * curve[k] for c, curve, k in zip(scales, plain, counts, strict=True)))
    return result._replace(counts=counts, value=value)


class BudgetTable:
    """Counts that minimise a sum of curves for every budget up to one, by dynamic programming.

    Parameters
    ----------
    tables : sequence of array of float64, shapes (d_i + 1,)
        The curves.
    K : int
        The largest budget.

    Examples
    --------
    >>> flat = np.array([2.0, 3.0**0.5, 2.0**0.5, 1.0, 0.0])
    >>> table = BudgetTable([flat, flat], 6)
    >>> table.counts(2).tolist(), table.counts(6).tolist()
    ([2, 0], [4, 2])
    """

    def __init__(self, tables: Sequence[np.ndarray], K: int) -> None:
        best = np.zeros(K + 1)
        self._choices: list[np.ndarray] = []
        for table in tables:
            most = min(len(table) - 1, K)
            # best[b] is the least sum of the curves so far with at most b entries kept.
            values, choice = best + table[0], np.zeros(K + 1, dtype=np.int32)
            for k in range(1, most + 1):
                candidate = best[: K + 1 - k] + table[k]
                better = candidate < values[k:]
                np.copyto(values[k:], candidate, where=better)
                np.copyto(choice[k:], k, where=better)
            self._choices.append(choice)
            best = values

    def counts(self, K: int) -> np.ndarray:
        """Counts of sum at most ``K``.

        Parameters
        ----------
        K : int
            A budget up to the largest one.

        Returns
        -------
        array of int64, shape (number of curves,)
        """
        found, left = np.zeros(len(self._choices), dtype=np.int64), K
        for i in range(len(self._choices) - 1, -1, -1):
            found[i] = self._choices[i][left]
            left -= int(found[i])
        return found
