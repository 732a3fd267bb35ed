"""Keep counts of many rows: sorted in blocks that stay in the cache, summed in chunks, counted in one of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import DomainError

__all__ = ["row_keep_counts", "rows_fit"]

#: Entries whose powers are summed at once; only the chunk in which the share is passed is summed entry by entry.
CHUNK = 32

#: Rows handled at a time hold about this many entries: larger temporaries would leave the cache.
BLOCK_ENTRIES = 1 << 17

#: Row lengths for which this pays, and its plain sums stay below the tolerance of the counts.
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
    Cost O(r n log n), with one sort in the given precision; NumPy sorts rows by vector instructions, so that counting
    into buckets, which needs no sort, takes longer.

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
        self.n = n
        self.chunks = -(-n // CHUNK)
        # Zeros fill the first chunk: they are sorted to the front and never kept.
        self.magnitudes = np.zeros((rows, self.chunks * CHUNK), dtype=dtype)
        self.powers = np.empty((rows, self.chunks * CHUNK))

    def load(self, block: np.ndarray, p: float) -> np.ndarray:
        """Sorted magnitudes and powers of a block; returns the largest magnitude of each row."""
        r = block.shape[0]
        magnitudes, powers = self.magnitudes[:r], self.powers[:r]
        magnitudes[:, : -self.n] = 0.0
        np.abs(block, out=magnitudes[:, -self.n :])
        magnitudes.sort(axis=1)
        if p == 1.0:
            powers[...] = magnitudes
        elif p == 2.0:
            np.multiply(magnitudes, magnitudes, out=powers, dtype=np.float64, casting="same_kind")
        else:
            np.power(magnitudes, p, out=powers, dtype=np.float64, casting="same_kind")
        return magnitudes[:, -1].astype(np.float64)

    def counts(self, r: int, share: float) -> np.ndarray:
        """Keep counts of the block loaded last."""
        chunked = self.powers[:r].reshape(r, self.chunks, CHUNK)
        below = np.cumsum(chunked.sum(axis=2), axis=1)
        limits = share * below[:, -1]
        passed = np.minimum(np.count_nonzero(below <= limits[:, None], axis=1), self.chunks - 1)
        rows = np.arange(r)
        smaller = np.where(passed > 0, below[rows, passed - 1], 0.0)
        sums = np.cumsum(chunked[rows, passed], axis=1) + smaller[:, None]
        return (self.chunks - passed - 1) * CHUNK + np.count_nonzero(sums > limits[:, None], axis=1)
