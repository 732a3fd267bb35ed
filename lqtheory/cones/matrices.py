"""Cones of matrices: positive semidefinite ones, and descent cones of the nuclear norm."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.cones.descent import least_multiple
from lqtheory.cones.devices import like, on_cpu, positive_part
from lqtheory.cones.named import half_space_volumes
from lqtheory.cones.nuclear_dimension import nuclear_dimension
from lqtheory.cones.records import Cone, Estimate
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, namespace

__all__ = ["nuclear_descent", "psd", "symmetric_matrix", "symmetric_vector"]


def _order(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows and columns of the upper triangle, and the factor √2 of what stands twice in the matrix."""
    rows, columns = np.triu_indices(n)
    return rows, columns, np.where(rows == columns, 1.0, math.sqrt(2.0))


def symmetric_vector(A: Any) -> Array:
    """Coordinates of symmetric matrices in an orthonormal basis: the upper triangle, times √2 off the diagonal.

    Parameters
    ----------
    A : array-like, shape (..., n, n)
        Symmetric matrices, NumPy or torch; the lower triangle is not read.

    Returns
    -------
    array of float64, shape (..., n (n + 1) / 2)
        Its norm is the Frobenius norm.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is no finite real array of square matrices.

    Examples
    --------
    >>> [round(v, 6) for v in symmetric_vector([[1.0, 1.0], [1.0, 3.0]]).tolist()]
    [1.0, 1.414214, 3.0]
    """
    A = as_vector(A, "A", "symmetric_vector")
    if A.ndim < 2 or A.shape[-1] != A.shape[-2]:
        raise ShapeError(f"A has shape {tuple(A.shape)} (symmetric_vector); give square matrices")
    rows, columns, factor = _order(A.shape[-1])
    flat = namespace(A).reshape(A, (*A.shape[:-2], A.shape[-1] ** 2))
    return namespace(A).take(flat, like(rows * A.shape[-1] + columns, A), axis=-1) * like(factor, A)


def symmetric_matrix(v: Any) -> Array:
    """The symmetric matrices with given coordinates, the inverse of :func:`symmetric_vector`.

    Parameters
    ----------
    v : array-like, shape (..., n (n + 1) / 2)
        Coordinates.

    Returns
    -------
    array of float64, shape (..., n, n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is no finite real array, or its length is no triangular number.

    Examples
    --------
    >>> symmetric_matrix([1.0, 0.0, 3.0]).tolist()
    [[1.0, 0.0], [0.0, 3.0]]
    """
    v = as_vector(v, "v", "symmetric_matrix")
    n = (math.isqrt(8 * v.shape[-1] + 1) - 1) // 2
    if n * (n + 1) // 2 != v.shape[-1]:
        raise ShapeError(
            f"v has {v.shape[-1]} entries along its last axis (symmetric_matrix); give n (n + 1)/2 of them"
        )
    rows, columns, factor = _order(n)
    place = np.empty((n, n), dtype=np.int64)
    place[rows, columns] = place[columns, rows] = np.arange(rows.size)
    taken = namespace(v).take(v / like(factor, v), like(place.ravel(), v), axis=-1)
    return namespace(v).reshape(taken, (*v.shape[:-1], n, n))


def psd(n: int) -> Cone:
    """The positive semidefinite matrices among the symmetric ones, in the coordinates of :func:`symmetric_vector`.

    Parameters
    ----------
    n : int
        Number of rows, at least 1.

    Returns
    -------
    Cone
        Of the space of n (n + 1)/2 coordinates; self-dual, so its statistical dimension is half of that.

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not an integer or below 1.

    Notes
    -----
    Projection by a batched eigendecomposition, O(n³) for each point.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> psd(2).project([1.0, 0.0, -3.0]).tolist()
    [1.0, 0.0, 0.0]
    """
    n = check_count(n, "n", 1, None, "psd")
    d = n * (n + 1) // 2

    def project(g: Array) -> Array:
        xp = namespace(g)
        values, vectors = xp.linalg.eigh(symmetric_matrix(g))
        positive = (vectors * positive_part(values)[..., None, :]) @ xp.matrix_transpose(vectors)
        return symmetric_vector(positive)

    return Cone(f"positive semidefinite matrices of {n} rows", d, project, None, Estimate.exact(d / 2))


def nuclear_descent(X: Any, rank: int | None = None) -> Cone:
    """Descent cone of the nuclear norm at a matrix, in the coordinates of its entries, row by row.

    Parameters
    ----------
    X : array-like, shape (m, n)
        The matrix, not zero.
    rank : int, optional
        Its rank r; by default the number of singular values above the rounding of the largest.

    Returns
    -------
    Cone
        Of the space of m n entries, with an enclosure of its statistical dimension
        (:func:`lqtheory.cones.nuclear_dimension.nuclear_dimension`); at full rank a half-space, with exact volumes.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If X is not a finite real matrix, or zero, or ``rank`` is out of range.

    Notes
    -----
    In bases of singular vectors of X the multiples of the subdifferential are τI in the first r rows and columns and,
    in the others, matrices of spectral norm at most τ. Projection by a batched singular value decomposition.

    References
    ----------
    Dossier geom.descent.nuclear, geom.descent.variational.

    Examples
    --------
    >>> cone = nuclear_descent([[1.0, 0.0], [0.0, 0.0]])
    >>> [round(v, 9) for v in cone.project([0.0, 0.0, 0.0, 1.0]).tolist()]
    [-0.5, 0.0, 0.0, 0.5]
    """
    matrix = as_vector(X, "X", "nuclear_descent")
    if matrix.ndim != 2:
        raise ShapeError(f"X has shape {tuple(matrix.shape)} (nuclear_descent); give a matrix")
    entries = on_cpu(matrix)
    if not entries.any():
        raise DomainError("X is zero (nuclear_descent); the descent cone there is {0}, take subspace(d, 0)")
    (m, n), (left, sizes, right) = entries.shape, np.linalg.svd(entries / np.abs(entries).max())
    if rank is None:
        rank = int(np.count_nonzero(sizes > sizes[0] * max(m, n) * 2.3e-16))
    r = check_count(rank, "rank", 1, min(m, n), "nuclear_descent", "min(m, n)")

    def project(g: Array) -> Array:
        xp = namespace(g)
        u, vt, one = like(left, g), like(right, g), like(np.eye(r), g)
        turned = xp.matrix_transpose(u) @ xp.reshape(g, (*g.shape[:-1], m, n)) @ xp.matrix_transpose(vt)
        corner, side, below = turned[..., :r, :r], turned[..., :r, r:], turned[..., r:, :r]
        along = xp.sum(xp.sum(corner * one, axis=-1), axis=-1)[..., None]
        p, values, q = xp.linalg.svd(turned[..., r:, r:], full_matrices=False)
        tau = least_multiple(along, values, float(r))
        rest = (p * positive_part(values - tau)[..., None, :]) @ q
        top = xp.concat((corner - tau[..., None] * one, side), axis=-1)
        whole = u @ xp.concat((top, xp.concat((below, rest), axis=-1)), axis=-2) @ vt
        return xp.reshape(whole, g.shape)

    volumes = half_space_volumes(m * n) if r == min(m, n) else None
    known = None if volumes is not None else nuclear_dimension(m, n, r)
    return Cone(f"nuclear descent cone at rank {r} of {m} x {n} matrices", m * n, project, volumes, known)
