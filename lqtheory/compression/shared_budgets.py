"""One budget shared by whole layers so that a weighted sum of their errors is least, and its inverse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lqtheory.quantities.allocation_dp import BudgetTable
from lqtheory.quantities.curves import best_k_term_curve

__all__ = ["SharedBudgets"]


class SharedBudgets:
    """Allocations min Σ_l c_l (Σ pruned v²)^{1/2} of every budget, each layer keeping its largest entries.

    Parameters
    ----------
    layers : sequence of array of float64
        Entries of each layer, of any shape.
    factors : sequence of float
        c_l > 0.
    step : int
        Layers get multiples of it, or all their entries, by dynamic programming; what the budget leaves over goes to
        the layer where one more entry gains most, and to the next one when that is full.

    Notes
    -----
    Cost O(Σ n_l log n_l) and, for N = Σ n_l/step, O(N²) per layer once.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> shared = SharedBudgets([np.array([3.0, 4.0]), np.array([4.0, 4.0])], [1.0, 1.0], 1)
    >>> shared.counts(2), shared.error([0, 2]), shared.least_budget(5.0)
    ([0, 2], 5.0, 2)
    """

    def __init__(self, layers: Sequence[np.ndarray], factors: Sequence[float], step: int) -> None:
        self._ordered = [np.sort(np.abs(part), axis=None)[::-1] for part in layers]
        self._curves = [np.asarray(best_k_term_curve(part, 2.0)) for part in self._ordered]
        self._factors, self._step = list(factors), step
        self._sizes = [len(part) for part in self._ordered]
        coarse = [c * np.append(curve[:-1:step], 0.0) for c, curve in zip(factors, self._curves, strict=True)]
        self._table = BudgetTable(coarse, sum(len(curve) - 1 for curve in coarse))

    def error(self, counts: Sequence[int]) -> float:
        """Σ_l c_l σ_{k_l}(v_l)_2 for counts k_l."""
        triples = zip(self._factors, self._curves, counts, strict=True)
        return float(sum(factor * curve[count] for factor, curve, count in triples))

    def counts(self, kept: int) -> list[int]:
        """The allocation of a budget.

        Parameters
        ----------
        kept : int
            Number of entries kept, at most that of all entries.

        Returns
        -------
        list of int
            Of sum ``kept``.
        """
        if kept >= sum(self._sizes):
            return list(self._sizes)
        base = self._in_steps(kept // self._step)
        return self._with(base, kept - sum(base))

    def least_budget(self, error: float) -> int:
        """The least budget whose allocation has at most an error.

        Parameters
        ----------
        error : float
            Largest sum of layer errors, at least 0.

        Returns
        -------
        int
            Exactly: every smaller budget has a larger error. Budgets that differ only in what a step leaves over are
            searched by halving, as the error falls with what is left over; all others one by one.
        """
        total = sum(self._sizes)
        for block in range(total // self._step + 1):
            first, last = block * self._step, min((block + 1) * self._step, total) - 1
            if first > last:
                break
            base = self._in_steps(block)
            missing = sum(base)
            if self.error(self._with(base, last - missing)) > error:
                continue
            while first < last:
                middle = (first + last) // 2
                if self.error(self._with(base, middle - missing)) <= error:
                    last = middle
                else:
                    first = middle + 1
            return first
        return total

    def _in_steps(self, steps: int) -> list[int]:
        counts = self._table.counts(steps) * self._step
        return [int(count) for count in np.minimum(counts, self._sizes)]

    def _with(self, base: Sequence[int], more: int) -> list[int]:
        """Counts raised by so many in all, each time by all that is left in the layer with the largest next entry."""
        counts = list(base)
        while more:
            gains = [
                factor * float(part[count]) if count < len(part) else -1.0
                for factor, part, count in zip(self._factors, self._ordered, counts, strict=True)
            ]
            best = gains.index(max(gains))
            added = min(more, self._sizes[best] - counts[best])
            counts[best] += added
            more -= added
        return counts
