"""Exact selection in long vectors by a histogram of the leading bits of the magnitudes."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, is_numpy

__all__ = ["CHUNK", "bucket_edges", "kth_largest_magnitude", "leading_bits", "magnitude_histogram", "plain_vector"]

#: Entries handled at a time; a chunk and the 2^16 counters stay in the second-level cache.
CHUNK = 1 << 18

#: Entries compared at a time when a bucket is collected: the temporaries stay in the second-level cache.
SCAN = 1 << 17

#: Offset of the 16-bit word with sign and exponent inside a float32 or float64.
_FIRST, _LAST = (0, 0) if sys.byteorder == "big" else (1, 3)


def kth_largest_magnitude(x: Any, k: int) -> float:
    r"""The k-th largest magnitude of a long vector, exactly and without sorting.

    |x|_(k), with |x|_(1) = max|x_i|.

    Parameters
    ----------
    x : array-like, shape (n,)
        Real entries; float32 is read in place.
    k : int
        Rank in {1, ..., n}.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``x`` is not numeric or ``k`` is not an integer.
    ShapeError
        If ``x`` has more than one axis.
    DomainError
        If ``x`` is empty or not finite, or ``k`` is outside {1, ..., n}.

    Notes
    -----
    Cost O(n): one pass counts the 2^15 values of the leading bits, a second one collects the entries that share them
    with the answer, and these few are partitioned. Extra memory is that of the entries collected.

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> kth_largest_magnitude([1.0, -3.0, 2.0], 2)
    2.0
    """
    vector = plain_vector(x, "kth_largest_magnitude")
    k = check_count(k, "k", 1, vector.size, "kth_largest_magnitude")
    counts, _ = magnitude_histogram(vector, "kth_largest_magnitude")
    from_top = np.cumsum(counts[::-1])
    above = int(np.searchsorted(from_top, k))
    members = _members(vector, from_top.size - 1 - above)
    rank = k - (int(from_top[above - 1]) if above else 0)
    return float(np.partition(members, members.size - rank)[members.size - rank])


def magnitude_histogram(vector: np.ndarray, where: str) -> tuple[np.ndarray, int]:
    """Count the magnitudes of a float32 or float64 vector by their leading 15 bits.

    Parameters
    ----------
    vector : numpy.ndarray of float32 or float64, shape (n,)
        Contiguous, as :func:`plain_vector` returns it.
    where : str
        What the error text calls the function.

    Returns
    -------
    numpy.ndarray of int64, shape (32768,)
        Number of entries in each bucket; the edges are :func:`bucket_edges`.
    int
        Number of zeros, which are among those of the first bucket.

    Raises
    ------
    DomainError
        If an entry is NaN or infinite.

    Examples
    --------
    >>> counts, zeros = magnitude_histogram(np.array([1, 0, -1], np.float32), "")
    >>> int(counts.max()), zeros
    (2, 1)
    """
    words = leading_bits(vector)
    counts = np.zeros(1 << 16, dtype=np.int64)
    zeros = 0
    for i in range(0, vector.size, CHUNK):
        part = np.bincount(words[i : i + CHUNK], minlength=1 << 16)
        counts += part
        if part[0] or part[1 << 15]:
            zeros += int(np.count_nonzero(vector[i : i + CHUNK] == 0.0))
    folded = counts[: 1 << 15] + counts[1 << 15 :]
    if folded[_first_infinite(vector.dtype) :].any():
        raise DomainError(f"x must be finite, but holds NaN or infinity ({where}); drop or replace them")
    return folded, zeros


def _first_infinite(dtype: np.dtype) -> int:
    """Bucket of infinity; NaNs lie above it."""
    return int(leading_bits(np.array([np.inf], dtype=dtype))[0])


def bucket_edges(dtype: np.dtype) -> np.ndarray:
    """Smallest magnitude of every bucket of a dtype, as float64, with infinity as the last edge.

    Bucket b holds the magnitudes in ``[edges[b], edges[b + 1])``.

    Parameters
    ----------
    dtype : numpy.dtype
        float32 or float64.

    Returns
    -------
    numpy.ndarray of float64, shape (number of finite buckets + 1,)

    Examples
    --------
    >>> edges = bucket_edges(np.dtype(np.float32))
    >>> bool(edges[0] == 0.0 and (np.diff(edges) > 0).all())
    True
    """
    word: Any = np.uint32 if dtype.itemsize == 4 else np.uint64
    bits = np.arange(_first_infinite(dtype) + 1, dtype=word) << word(8 * dtype.itemsize - 16)
    return bits.view(dtype).astype(np.float64)


def leading_bits(vector: np.ndarray) -> np.ndarray:
    """View of the 16 leading bits (sign, exponent, first bits of the mantissa) of every entry."""
    words = vector.view(np.uint16)
    return words[_FIRST::2] if vector.dtype.itemsize == 4 else words[_LAST::4]


def plain_vector(x: Any, where: str) -> np.ndarray:
    """Contiguous NumPy vector of float32 (kept) or float64 (everything else), not yet checked to be finite.

    Parameters
    ----------
    x : array_like (n,)
        The vector.
    where : str
        Name of the function, for the error text.

    Returns
    -------
    numpy.ndarray (n,)
        The vector, float32 or float64.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a nonempty numeric vector.
    """
    if hasattr(x, "detach"):
        x = x.detach().cpu()
        x = x.numpy() if str(x.dtype) in ("torch.float32", "torch.float64") else as_vector(x, "x", where).numpy()
    if not (is_numpy(x) and x.dtype.newbyteorder("=") in (np.float32, np.float64)):
        x = np.asarray(as_vector(x, "x", where))
    if x.ndim != 1:
        raise ShapeError(f"x has shape {x.shape}, allowed is (n,) ({where}); pass one vector at a time")
    if x.size == 0:
        raise DomainError(f"empty vector: x has shape {x.shape} ({where}); give at least one entry")
    return np.ascontiguousarray(x, dtype=x.dtype.newbyteorder("="))


def _members(vector: np.ndarray, bucket: int) -> np.ndarray:
    """Magnitudes of the entries of one bucket."""
    word = np.uint32 if vector.dtype.itemsize == 4 else np.uint64
    shift = 8 * vector.dtype.itemsize - 16
    mask, target = word(0x7FFF << shift), word(bucket << shift)
    bits: Any = vector.view(word)
    parts = []
    for i in range(0, vector.size, SCAN):
        found = np.flatnonzero((bits[i : i + SCAN] & mask) == target)
        if found.size:
            parts.append(vector[i : i + SCAN][found])
    return np.abs(np.concatenate(parts))
