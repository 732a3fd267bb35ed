"""Blocks of isotonic regressions: the dimension of the face of a Weyl chamber that a point is projected to."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.quantities.arrays import as_vector

__all__ = ["isotonic_blocks"]


def isotonic_blocks(g: Any, positive: bool = False) -> np.ndarray:
    r"""Number of blocks of the isotonic regression of each row, or of those with a positive mean.

    The nearest increasing vector is constant on blocks: from its first entry a block runs to where the mean is least.
    Their number is the dimension of the face of {x_1 <= ... <= x_d} that holds the projection, and the number of those
    with a positive mean that of the face of {0 <= x_1 <= ... <= x_d}.

    Parameters
    ----------
    g : array-like, shape (..., d)
        Points; ties of means count as one block.
    positive : bool
        Whether to count blocks with a positive mean only.

    Returns
    -------
    array of int64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``g`` is not a finite real array with an axis.

    Notes
    -----
    Cost O(d²) for each row, for all rows at once; the regression itself is cheaper one row at a time, but this counts
    a hundred thousand rows of a few entries in no time.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> isotonic_blocks([[3.0, 1.0, 2.0], [-1.0, 0.0, 2.0]]).tolist()
    [1, 3]
    >>> isotonic_blocks([[3.0, 1.0, 2.0], [-1.0, 0.0, 2.0]], positive=True).tolist()
    [1, 1]
    """
    values = np.asarray(as_vector(g, "g", "isotonic_blocks"), dtype=np.float64)
    d = values.shape[-1]
    rows = values.reshape(-1, d)
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1)], axis=1)
    starts, counts = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    ends = np.arange(1, d + 1)
    open_rows = np.arange(len(rows))
    while open_rows.size:
        first = starts[open_rows]
        lengths = ends - first[:, None]
        means = np.full(lengths.shape, np.inf)
        np.divide(sums[open_rows, 1:] - sums[open_rows, first][:, None], lengths, out=means, where=lengths > 0)
        # The last of the smallest means: ties belong to one block.
        last = d - 1 - np.argmin(means[:, ::-1], axis=1)
        counts[open_rows] += (means[np.arange(len(first)), last] > 0.0) if positive else 1
        starts[open_rows] = last + 1
        open_rows = open_rows[last + 1 < d]
    return counts.reshape(values.shape[:-1])
