"""Keep counts of many rows without sorting them: masses by leading bits, then the few entries of one bucket."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import DomainError

__all__ = ["row_keep_counts", "rows_fit"]

#: Buckets of a row, eight to a factor of two: all but the last reach down to 2^-32 of the largest entry.
BUCKETS = 256

#: Rows handled at a time hold about this many entries: larger temporaries would leave the cache.
BLOCK_ENTRIES = 1 << 17

#: Row lengths for which the counting pays, and its plain sums stay below the tolerance of the counts.
SHORTEST, LONGEST = 64, 4096


def rows_fit(x: Any, share: float, p: float) -> bool:
    """Whether :func:`row_keep_counts` applies: float rows of moderate length, an exponent and share far from extreme.

    Parameters
    ----------
    x : array_like
        What was passed as rows.
    share : float
        Share of the power sum that may be pruned.
    p : float
        Exponent of the error norm.

    Returns
    -------
    bool
        Whether :func:`row_keep_counts` may be used.

    Examples
    --------
    >>> rows_fit(np.ones((2, 100), np.float32), 0.01, 2.0), rows_fit(np.ones((2, 100), int), 0.01, 2.0)
    (True, False)
    """
    shaped = x.ndim == 2 and SHORTEST <= x.shape[1] <= LONGEST and x.shape[0] > 0
    return shaped and x.dtype in (np.float32, np.float64) and p <= 4.0 and 1e-40 < share < 1.0


def row_keep_counts(rows: np.ndarray, share: float, p: float) -> np.ndarray | None:
    """Least number of entries of each row without which at most a share of the p-mass remains.

    Parameters
    ----------
    rows : numpy.ndarray of float32 or float64, shape (r, n)
        Rows for which :func:`rows_fit` is true.
    share : float
        η^p for a relative error η.
    p : float
        Exponent in (0, 4].

    Returns
    -------
    numpy.ndarray of int64, shape (r,), or None
        ``None`` where a row is so large or small that its powers may leave the range of float64.

    Raises
    ------
    DomainError
        If an entry is NaN or infinite.

    Notes
    -----
    Cost O(r n). The bucket in which the mass of the smaller entries passes the share is found from the masses of all
    buckets; only its entries are sorted.

    Examples
    --------
    >>> row_keep_counts(np.ones((1, 100), np.float32), 0.25, 2.0).tolist()
    [75]
    """
    step = max(1, BLOCK_ENTRIES // rows.shape[1])
    workspace = _Workspace(min(step, rows.shape[0]), rows.shape[1], rows.dtype)
    counts = np.empty(rows.shape[0], dtype=np.int64)
    for i in range(0, rows.shape[0], step):
        block = rows[i : i + step]
        tops = workspace.load(block, p)
        if not np.isfinite(tops).all():
            raise DomainError("x must be finite, but holds NaN or infinity (kmin); drop or replace them")
        if (tops > 1e60).any() or ((tops > 0) & (tops < 1e-60)).any():
            return None
        counts[i : i + step] = workspace.counts(block.shape[0], share)
    return counts


class _Workspace:
    """Buffers of one block of rows, kept between blocks because allocating them costs as much as using them."""

    def __init__(self, rows: int, n: int, dtype: np.dtype) -> None:
        self.integer = np.dtype(f"i{dtype.itemsize}")
        self.shift = self.integer.type(20 if dtype.itemsize == 4 else 49)
        self.magnitudes = np.empty((rows, n), dtype=dtype)
        self.buckets = np.empty((rows, n), dtype=self.integer)
        self.indices = np.empty((rows, n), dtype=np.intp)
        self.powers = np.empty((rows, n))
        self.chosen = np.empty((rows, n), dtype=bool)
        self.ones = np.empty((rows, n), dtype=np.float32)

    def load(self, block: np.ndarray, p: float) -> np.ndarray:
        """Magnitudes, powers and buckets of a block; returns the largest magnitude of each row."""
        r = block.shape[0]
        magnitudes, buckets, powers = self.magnitudes[:r], self.buckets[:r], self.powers[:r]
        np.abs(block, out=magnitudes)
        bits = magnitudes.view(self.integer)
        largest = bits.max(axis=1)
        first = self._first(r)
        np.right_shift(bits, self.shift, out=buckets)
        np.subtract(buckets, ((largest >> self.shift) - (BUCKETS - 1) - first)[:, None], out=buckets)
        np.maximum(buckets, first[:, None], out=buckets)
        self.indices[:r] = buckets
        if p == 1.0:
            powers[...] = magnitudes
        elif p == 2.0:
            np.multiply(magnitudes, magnitudes, out=powers, dtype=np.float64, casting="same_kind")
        else:
            np.power(magnitudes, p, out=powers, dtype=np.float64, casting="same_kind")
        return largest.view(magnitudes.dtype).astype(np.float64)

    def counts(self, r: int, share: float) -> np.ndarray:
        """Keep counts of the block loaded last."""
        buckets, powers, chosen, ones = self.buckets[:r], self.powers[:r], self.chosen[:r], self.ones[:r]
        masses = np.bincount(self.indices[:r].ravel(), weights=powers.ravel(), minlength=r * BUCKETS)
        below = np.cumsum(masses.reshape(r, BUCKETS), axis=1)
        limits = share * powers.sum(axis=1)
        crossing = np.minimum(np.count_nonzero(below <= limits[:, None], axis=1), BUCKETS - 1)
        smaller = np.where(crossing > 0, below[np.arange(r), crossing - 1], 0.0)
        place = (self._first(r) + crossing.astype(self.integer))[:, None]
        np.greater(buckets, place, out=chosen)
        ones[...] = chosen
        larger = ones.sum(axis=1).astype(np.int64)
        np.equal(buckets, place, out=chosen)
        found = np.flatnonzero(chosen.ravel())
        row = found // chosen.shape[1]
        members = np.bincount(row, minlength=r)
        starts = np.cumsum(members) - members
        table = np.zeros((r, max(1, int(members.max()))))
        table[row, np.arange(found.size) - starts[row]] = powers.ravel()[found]
        table.sort(axis=1)
        sums = np.cumsum(table, axis=1) + smaller[:, None]
        return larger + np.count_nonzero(sums > limits[:, None], axis=1)

    def _first(self, r: int) -> np.ndarray:
        """Number of the first bucket of each row."""
        return np.arange(r, dtype=self.integer) * self.integer.type(BUCKETS)
