"""Rows of one or several tables as one long vector of weighted magnitudes, and what is counted in each row of it."""

# pyright: reportAttributeAccessIssue=false, reportIndexIssue=false
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import array_api_compat
import numpy as np

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, is_numpy, namespace
from lqtheory.quantities.selection import kth_largest_magnitude

__all__ = ["WeightedRows", "kth_largest", "row_tables", "row_weights", "weighted_rows"]

#: Entries handled at a time: the temporaries stay in the cache.
BLOCK_ENTRIES = 1 << 17


@dataclass(frozen=True)
class WeightedRows:
    """Weighted magnitudes of all rows, one after the other.

    Parameters
    ----------
    flat : array of float64, shape (N,)
        The magnitudes a_i^{1/p} |w_ij|.
    shapes : tuple of (int, int)
        Shapes of the tables they come from.
    """

    flat: Array
    shapes: tuple[tuple[int, int], ...]

    def blocks(self) -> Iterator[Array]:
        """Parts (rows, entries) of the tables, small enough for the cache."""
        start = 0
        for r, d in self.shapes:
            step = max(1, BLOCK_ENTRIES // d) if is_numpy(self.flat) else r
            for i in range(0, r, step):
                rows = min(step, r - i)
                yield self.flat[start : start + rows * d].reshape(rows, d)
                start += rows * d

    @property
    def sizes(self) -> np.ndarray:
        """Number of entries of each row."""
        return np.concatenate([np.full(r, d, dtype=np.int64) for r, d in self.shapes])

    def count(self, low: float, strict: bool = True) -> Array:
        """Number of entries of each row above ``low``, or equal to it if not ``strict``."""
        xp = namespace(self.flat)
        if is_numpy(self.flat):
            parts = [np.count_nonzero(b > low if strict else b == low, axis=1) for b in self.blocks()]
        else:
            parts = [xp.sum(xp.astype(b > low if strict else b == low, xp.int64), axis=1) for b in self.blocks()]
        return xp.concat(parts)


def row_tables(rows: Any, where: str) -> list[Array]:
    """Tables (rows, entries) of what was passed as rows: one table, or a sequence of vectors and tables.

    Parameters
    ----------
    rows : array-like, shape (r, d), or sequence of arrays with one or two axes
        Real entries; every vector and every row of a table is one row.
    where : str
        What the error texts call the function.

    Returns
    -------
    list of arrays with two axes

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If there are no rows, or one is no nonempty numeric vector or table.

    Examples
    --------
    >>> [t.shape for t in row_tables([[1.0, 2.0], [3.0]], "")]
    [(1, 2), (1, 1)]
    """
    if array_api_compat.is_array_api_obj(rows):
        found = [rows]
    elif isinstance(rows, (list, tuple)) and not (rows and np.ndim(rows[0]) == 0):
        found = list(rows)
    else:
        found = [np.asarray(rows)]
    tables = []
    for table in found:
        if not (is_numpy(table) and table.dtype in (np.float32, np.float64) and table.size):
            table = as_vector(table, "rows", where)
        if table.ndim > 2:
            raise ShapeError(f"rows has an array of shape {tuple(table.shape)}, allowed are 1 or 2 axes ({where})")
        tables.append(table if table.ndim == 2 else table[None, :])
    if not tables or not all(table.shape[0] for table in tables):
        raise DomainError(f"there are no rows ({where}); give at least one")
    return tables


def row_weights(weights: Any, tables: list[Array], where: str) -> Array:
    """Nonnegative weights, one for each row, of the library and device of the tables; ones for ``None``.

    Parameters
    ----------
    weights : array-like, shape (r,), number or None
        The weights.
    tables : list of arrays
        As :func:`row_tables` gives them.
    where : str
        What the error texts call the function.

    Returns
    -------
    array of float64, shape (r,)

    Raises
    ------
    ShapeError
        If their number is not that of the rows.
    DomainError
        If a weight is negative or not finite.
    """
    count, xp = sum(table.shape[0] for table in tables), namespace(tables[0])
    like = {} if is_numpy(tables[0]) else {"device": array_api_compat.device(tables[0])}
    if weights is None:
        return xp.ones(count, dtype=xp.float64, **like)
    if np.ndim(weights) == 0:
        weights = [weights] * count
    result = as_vector(weights, "weights", where)
    if is_numpy(result) and not is_numpy(tables[0]):
        result = xp.asarray(result, **like)
    if tuple(result.shape) != (count,):
        raise ShapeError(
            f"weights has shape {tuple(result.shape)}, allowed is ({count},): one weight for each row ({where})"
        )
    if not bool(xp.all(result >= 0)):
        raise DomainError(f"weights must be >= 0 in every row ({where}); use 0 for rows that do not matter")
    return result


def weighted_rows(rows: Any, weights: Any, p: float, where: str) -> WeightedRows:
    """Magnitudes times the p-th root of the weight of their row.

    Parameters
    ----------
    rows, weights
        As in :func:`row_tables` and :func:`row_weights`.
    p : float
        Exponent in (0, inf); their p-th powers are the scores a_i |w_ij|^p, which may leave the range of float64.
    where : str
        What the error texts call the function.

    Returns
    -------
    WeightedRows

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If rows or weights are not as described, or not finite.
    NormOverflowError
        If a weighted magnitude exceeds the largest float64.

    Examples
    --------
    >>> weighted_rows([[3.0, -1.0]], [4.0], 2.0, "").flat.tolist()
    [6.0, 2.0]
    """
    tables = row_tables(rows, where)
    scales = row_weights(weights, tables, where) ** (1.0 / p)
    shapes = tuple((int(table.shape[0]), int(table.shape[1])) for table in tables)
    xp = namespace(tables[0])
    if is_numpy(tables[0]):
        flat = np.empty(sum(r * d for r, d in shapes))
        _fill(WeightedRows(flat, shapes), tables, scales)
    else:
        starts = np.cumsum([0, *(r for r, _ in shapes)])
        parts = [
            xp.reshape(xp.abs(t) * scales[int(i) : int(i) + t.shape[0], None], (-1,))
            for i, t in zip(starts[:-1], tables, strict=True)
        ]
        flat = xp.concat(parts)
    if not bool(xp.isfinite(xp.max(flat))):
        if not all(bool(namespace(table).all(namespace(table).isfinite(table))) for table in tables):
            raise DomainError(f"rows must be finite, but hold NaN or infinity ({where}); drop or replace them")
        raise NormOverflowError(f"a weighted magnitude exceeds 1.8e308 ({where}); divide rows or weights by a constant")
    return WeightedRows(flat, shapes)


def _fill(target: WeightedRows, tables: list[np.ndarray], scales: np.ndarray) -> None:
    """Weighted magnitudes, written block by block."""
    sources = (
        table[i : i + max(1, BLOCK_ENTRIES // table.shape[1])]
        for table in tables
        for i in range(0, table.shape[0], max(1, BLOCK_ENTRIES // table.shape[1]))
    )
    start = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for block, source in zip(target.blocks(), sources, strict=True):
            np.abs(source, out=block)
            block *= scales[start : start + len(source), None]
            start += len(source)


def kth_largest(flat: Array, k: int) -> float:
    """The k-th largest of nonnegative numbers, 1 <= k <= their number: by selection in NumPy, else by sorting.

    Parameters
    ----------
    flat : array of float64, shape (N,)
        The numbers.
    k : int
        Rank in {1, ..., N}.

    Returns
    -------
    float

    Examples
    --------
    >>> kth_largest(np.array([1.0, 3.0, 2.0]), 2)
    2.0
    """
    if is_numpy(flat):
        return kth_largest_magnitude(flat, k)
    return float(namespace(flat).sort(flat, descending=True)[k - 1])
