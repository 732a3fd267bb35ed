"""Vectors with one entry for each column of a matrix: its rows, and the scores of neurons.

What theorems on any number of rows (neurons) speak of (dossier ``lq.alloc.rule``, ``lq.alloc.structured``).
"""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.structured import neuron_scores

__all__ = ["BY_COLUMN", "MATRIX_ROW", "NEURON_SCORES", "matrix_row"]


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


def _ball_scores(W: Any, X: Any) -> list[Any]:
    """By definition, neuron after neuron."""
    squares = [[balls.total(row[j] * row[j] for row in table) for j in range(len(W[0]))] for table in (W, X)]
    return [balls.power(w * x / len(X), balls.ball(1) / 2) for w, x in zip(*squares, strict=True)]


NEURON_SCORES = Quantity(
    "neuron_scores", ("W", "X"), neuron_scores, _ball_scores, r"s({W},{X})", "lq.alloc.structured", sign="nonnegative",
    vector=True,
)  # fmt: skip
#: Quantities whose values have one entry for each column of their first argument.
BY_COLUMN = (MATRIX_ROW, NEURON_SCORES)
