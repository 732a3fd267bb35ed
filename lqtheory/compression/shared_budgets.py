"""One budget shared by whole layers so that a weighted sum of their errors is least, and its inverse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lqtheory.compression.ordered import Ordered
from lqtheory.quantities.allocation_dp import BudgetTable

__all__ = ["STEPS", "SharedBudgets", "step_of"]

#: Steps of the dynamic programme over layers.
STEPS = 2000


def step_of(n: int) -> int:
    """Weights that the dynamic programme hands out together, of so many in all."""
    return max(1, n // STEPS)


class SharedBudgets:
    """Allocations min Σ_l c_l (Σ pruned v²)^{1/2} of every budget, each layer keeping its largest entries.

    Parameters
    ----------
    layers : sequence of Ordered
        The layers, by falling magnitude, known at multiples of ``step``.
    factors : sequence of float
        c_l > 0.
    step : int
        Layers get multiples of it, or all their entries, by dynamic programming; what the budget leaves over goes to
        the layer where one more entry gains most, and to the next one when that is full.

    Notes
    -----
    Cost, for N = Σ n_l/step, O(N²) per layer once; a tolerance looks at few layers again.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> parts = [np.array([3.0, 4.0]), np.array([4.0, 4.0])]
    >>> layers = [Ordered(lambda part=part: iter([part]), 2, 1, 2) for part in parts]
    >>> shared = SharedBudgets(layers, [1.0, 1.0], 1)
    >>> shared.counts(2), shared.error([0, 2]), shared.least_budget(5.0)
    ([0, 2], 5.0, 2)
    """

    def __init__(self, layers: Sequence[Ordered], factors: Sequence[float], step: int) -> None:
        self._layers, self._factors, self._step = list(layers), list(factors), step
        self._sizes = [layer.n for layer in layers]
        coarse = [c * layer.errors for c, layer in zip(factors, layers, strict=True)]
        self._table = BudgetTable(coarse, sum(len(curve) - 1 for curve in coarse))

    def error(self, counts: Sequence[int]) -> float:
        """Σ_l c_l σ_{k_l}(v_l)_2 for counts k_l."""
        triples = zip(self._factors, self._layers, counts, strict=True)
        return float(sum(factor * layer.error(count) for factor, layer, count in triples))

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
            if not self._meets(self._with(base, last - missing), error):
                continue
            while first < last:
                middle = (first + last) // 2
                if self._meets(self._with(base, middle - missing), error):
                    last = middle
                else:
                    first = middle + 1
            return first
        return total

    def _meets(self, counts: Sequence[int], error: float) -> bool:
        """Whether counts have at most an error; what lies between the places known is looked up if it matters."""
        pairs = [layer.between(count) for layer, count in zip(self._layers, counts, strict=True)]
        low, high = (sum(factor * pair[i] for factor, pair in zip(self._factors, pairs, strict=True)) for i in range(2))
        margin = 1e-9 * high  # sums of squares are rounded
        if low - margin > error:
            return False
        return high + margin <= error or self.error(counts) <= error

    def _in_steps(self, steps: int) -> list[int]:
        counts = self._table.counts(steps) * self._step
        return [int(count) for count in np.minimum(counts, self._sizes)]

    def _with(self, base: Sequence[int], more: int) -> list[int]:
        """Counts raised by so many in all, each time by all that is left in the layer with the largest next entry."""
        counts = list(base)
        while more:
            gains = [
                factor * layer.entry(count) if count < layer.n else -1.0
                for factor, layer, count in zip(self._factors, self._layers, counts, strict=True)
            ]
            best = gains.index(max(gains))
            added = min(more, self._sizes[best] - counts[best])
            counts[best] += added
            more -= added
        return counts
