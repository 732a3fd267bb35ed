"""One row of a matrix as a vector: what theorems on any number of rows (neurons) speak of (``lq.alloc.rule``)."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity

__all__ = ["MATRIX_ROW", "matrix_row"]


def matrix_row(w: Any, i: int) -> Any:
    """The i-th row of a matrix, i = 1, 2, ...

    w_i = (w_i1, ..., w_id).

    Parameters
    ----------
    w : array, shape (r, d), or list of rows
        The matrix.
    i : int
        Number of the row, from 1 on.

    Returns
    -------
    array, shape (d,), or list

    Raises
    ------
    DomainError
        If there is no such row.

    References
    ----------
    Dossier lq.alloc.rule.

    Examples
    --------
    >>> matrix_row([[1.0, 2.0], [3.0, 4.0]], 2)
    [3.0, 4.0]
    """
    if not 1 <= i <= len(w):
        raise DomainError(f"i={i} is outside {{1,…,r}} with r={len(w)} (matrix_row)")
    return w[i - 1]


MATRIX_ROW = Quantity(
    "matrix_row", ("w", "i"), matrix_row, matrix_row, r"{w}_{{{i}}}", "lq.alloc.rule", sign="real", vector=True,
    integer_arguments=("i",),
)  # fmt: skip
