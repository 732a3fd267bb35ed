"""Spans of the rows of a matrix: distances from them, projectors and ranks (``lq.lower.kolmogorov``).

The quantities take matrices; theorems import them from here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import as_vector
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.span_errors import ball_row_rank, ball_span_distance, ball_worst_unit_distance

__all__ = [
    "RANK",
    "SPAN_DISTANCE",
    "WORST_UNIT_DISTANCE",
    "as_matrix",
    "row_basis",
    "row_projector",
    "row_rank",
    "span_distance",
    "worst_unit_distance",
]


def span_distance(x: Any, L: Any) -> float:
    r"""Euclidean distance of a vector from the span of the rows of a matrix.

    dist(x, L) = min_c ‖x - Lᵀc‖_2.

    Parameters
    ----------
    x : array-like, shape (n,)
        The vector.
    L : array-like, shape (k, n)
        Rows that span the subspace, dependent or not.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite real array or the lengths differ.

    Notes
    -----
    Cost O(k n min(k, n)) by a singular value decomposition.

    References
    ----------
    Dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> span_distance([3.0, 4.0], [[1.0, 0.0]])
    4.0
    """
    rows, values = as_matrix(L, "L", "span_distance"), np.asarray(as_vector(x, "x", "span_distance"))
    if values.shape != (rows.shape[1],):
        raise ShapeError(
            f"x has shape {values.shape} and L {rows.shape} (span_distance); give one entry for each column"
        )
    basis = row_basis(rows)
    return float(np.linalg.norm(values - basis.T @ (basis @ values)))


def worst_unit_distance(L: Any) -> float:
    r"""Largest distance of a unit vector from the span of the rows: the worst of the l_q ball, 0 < q <= 1.

    max_j dist(e_j, L).

    Parameters
    ----------
    L : array-like, shape (k, n)
        Rows that span the subspace.

    Returns
    -------
    float
        In [0, 1], at least sqrt(1 - k/n).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``L`` is not a finite real matrix.

    Notes
    -----
    Cost O(k n min(k, n)).

    References
    ----------
    Dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> round(worst_unit_distance([[1.0, 1.0]]), 12)
    0.707106781187
    """
    basis = row_basis(as_matrix(L, "L", "worst_unit_distance"))
    projector = basis.T @ basis
    return float(np.linalg.norm(np.eye(len(projector)) - projector, axis=0).max())


def row_projector(L: Any) -> np.ndarray:
    r"""Orthogonal projector on the span of the rows of a matrix.

    P = Lᵀ (L Lᵀ)⁺ L.

    Parameters
    ----------
    L : array-like, shape (k, n)
        Rows, dependent or not.

    Returns
    -------
    array of float64, shape (n, n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``L`` is not a finite real matrix.

    Notes
    -----
    Cost O(k n min(k, n)).

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> row_projector([[2.0, 0.0]]).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    basis = row_basis(as_matrix(L, "L", "row_projector"))
    return basis.T @ basis


def row_rank(L: Any) -> int:
    r"""Number of independent rows of a matrix, up to rounding.

    rank(L).

    Parameters
    ----------
    L : array-like, shape (k, n)
        Rows.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``L`` is not a finite real matrix.

    Notes
    -----
    Cost O(k n min(k, n)).

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> row_rank([[1.0, 2.0], [2.0, 4.0]])
    1
    """
    return len(row_basis(as_matrix(L, "L", "row_rank")))


def as_matrix(values: Any, name: str, where: str) -> np.ndarray:
    """Finite real matrix in float64, or an error that names the argument.

    Parameters
    ----------
    values : array-like, shape (k, n)
        The matrix.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (k, n)
    """
    matrix = np.asarray(as_vector(values, name, where))
    if matrix.ndim != 2:
        raise ShapeError(f"{name} has shape {matrix.shape} ({where}); give a matrix")
    return matrix


def row_basis(rows: np.ndarray) -> np.ndarray:
    """Orthonormal rows with the span of the rows, up to rounding.

    Parameters
    ----------
    rows : array of float64, shape (k, n)
        Rows, dependent or not.

    Returns
    -------
    array of float64, shape (rank, n)
    """
    if not rows.any():
        return np.zeros((0, rows.shape[1]))
    scaled = rows / np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.finfo(float).tiny)
    _, sizes, right = np.linalg.svd(scaled, full_matrices=False)
    return right[sizes > sizes[0] * max(rows.shape) * 2.0**-52]


SPAN_DISTANCE = Quantity(
    "span_distance",
    ("x", "L"),
    span_distance,
    ball_span_distance,
    r"\operatorname{{dist}}({x},{L})",
    "lq.lower.kolmogorov",
    sign="nonnegative",
)
WORST_UNIT_DISTANCE = Quantity(
    "worst_unit_distance",
    ("L",),
    worst_unit_distance,
    ball_worst_unit_distance,
    r"\max_j\operatorname{{dist}}(e_j,{L})",
    "lq.lower.kolmogorov",
    sign="nonnegative",
)
RANK = Quantity(
    "row_rank", ("L",), row_rank, ball_row_rank, r"\operatorname{{rank}}({L})", sign="nonnegative", integer=True
)
