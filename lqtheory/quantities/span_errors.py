"""What given codes, dictionaries and measurements achieve: the left sides of "no method does better".

The quantities take matrices; theorems of the family ``necessity`` import them from here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_exponent, check_real
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.packing import flat_points
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.span_errors import (
    ball_code_error,
    ball_decoder_error,
    ball_dictionary_error,
    ball_kernel_ratio,
)
from lqtheory.quantities.spans import as_matrix, row_basis

__all__ = [
    "CODE_ERROR",
    "DECODER_ERROR",
    "DICTIONARY_ERROR",
    "KERNEL_RATIO",
    "code_error",
    "dictionary_error",
    "kernel_ratio",
]


def code_error(C: Any, s: int, q: float, p: float) -> float:
    r"""Worst error of a code over the points of the unit l_q sphere that are flat on s entries.

    max_I min_c ‖s^{-1/q} 1_I - c‖_p over |I| = s and the words c: at most the error over the whole ball.

    Parameters
    ----------
    C : array-like, shape (words, n)
        The words.
    s : int
        Number of nonzero entries, in {1, ..., n}.
    q : float
        Exponent of the class, positive and finite.
    p : float
        Exponent of the error, in (0, inf].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(words n C(n, s)).

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> code_error([[1.0, 0.0], [0.0, 0.0]], 1, 1, 2)
    1.0
    """
    words = as_matrix(C, "C", "code_error")
    points = flat_points(words.shape[1], s, q)
    p = check_exponent(p, "p", "code_error", infinite=True)
    return float(lq_norm(points[:, None, :] - words, p).min(axis=1).max())


def dictionary_error(D: Any, m: int, s: int, q: float) -> float:
    r"""Worst l_2 error of m atoms of a dictionary over the points of the l_q sphere that are flat on s entries.

    max_I min_T dist(s^{-1/q} 1_I, span{D_t : t in T}) over |I| = s, |T| = m: at most the error over the whole ball.

    Parameters
    ----------
    D : array-like, shape (M, n)
        The atoms, one in each row.
    m : int
        Number of terms, in {0, ..., M}; their coefficients are arbitrary.
    s : int
        Number of nonzero entries, in {1, ..., n}.
    q : float
        Exponent of the class, positive and finite.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(C(M, m) n (m² + C(n, s))).

    References
    ----------
    Dossier lq.lower.dict.

    Examples
    --------
    >>> round(dictionary_error([[1.0, 1.0]], 1, 1, 1), 12)
    0.707106781187
    """
    atoms = as_matrix(D, "D", "dictionary_error")
    m = check_count(m, "m", 0, len(atoms), "dictionary_error", "M")
    points = flat_points(atoms.shape[1], s, q)
    best = np.full(len(points), math.inf)
    for chosen in combinations(range(len(atoms)), m):
        basis = row_basis(atoms[list(chosen)])
        best = np.minimum(best, np.linalg.norm(points - points @ basis.T @ basis, axis=1))
    return float(best.max())


def kernel_ratio(A: Any, q: float, p: float) -> float:
    r"""Gelfand error of a measurement matrix: the largest l_p norm of a vector of its kernel with l_q norm 1.

    max{‖v‖_p/‖v‖_q : A v = 0, v != 0}; 0 if the kernel is trivial.

    Parameters
    ----------
    A : array-like, shape (m, n)
        One row for each measurement.
    q : float
        Exponent of the class, in (0, 1].
    p : float
        Exponent of the error, in [1, inf].

    Returns
    -------
    float
        In [n^{1/p - 1/q}, 1] if the kernel is not trivial.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    For q <= 1 <= p the maximum is at a kernel vector of least support: in an orthant the kernel is the cone of those,
    and there ‖.‖_q is superadditive while ‖.‖_p is subadditive. With r independent rows they have at most r + 1
    nonzero entries, given by Cramer's rule. Cost O(C(n, r + 1) r^4).

    References
    ----------
    Dossier lq.lower.gelfand.

    Examples
    --------
    >>> round(kernel_ratio([[1.0, 1.0, 1.0]], 1, 2), 12)
    0.707106781187
    """
    rows = as_matrix(A, "A", "kernel_ratio")
    q = check_real(q, "q", "kernel_ratio", 0.0, 1.0, "right")
    p = check_real(p, "p", "kernel_ratio", 1.0)
    return max((float(lq_norm(v, p) / lq_norm(v, q)) for _, v in _least_supports(rows)), default=0.0)


def _least_supports(rows: np.ndarray) -> Iterator[tuple[list[int], np.ndarray]]:
    """Places and entries of a kernel vector on every set of one more entries than the rank; none for full rank."""
    basis, n = row_basis(rows), rows.shape[1]
    size = len(basis)
    for chosen in combinations(range(n), size + 1) if size < n else ():
        v = np.linalg.svd(basis[:, list(chosen)], full_matrices=True)[2][-1] if size else np.ones(1)
        yield list(chosen), np.where(np.abs(v) > 1e-14 * np.abs(v).max(), v, 0.0)


def decoder_error(A: Any, y: Any, q: float, p: float) -> float:
    r"""Error of a decoder at vectors of the l_q ball that it cannot tell from 0: those in the kernel.

    max ‖±v/‖v‖_q - y‖_p over the kernel vectors v of least support, y what the decoder returns for the measurement 0.

    Parameters
    ----------
    A : array-like, shape (m, n)
        Linear measurements, one in each row.
    y : array-like, shape (n,)
        What the decoder makes of the measurement 0.
    q : float
        Exponent of the ball, in (0, 1].
    p : float
        Exponent of the error, in [1, inf].

    Returns
    -------
    float
        0 for a trivial kernel.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost C(n, m + 1) singular value decompositions. Other vectors of the ball can only raise the worst error.

    References
    ----------
    Dossier lq.lower.gelfand.

    Examples
    --------
    >>> round(decoder_error([[1.0, 1.0, 1.0]], [0.0, 0.0, 0.0], 1, 2), 12)
    0.707106781187
    """
    rows, point = as_matrix(A, "A", "decoder_error"), as_vector(y, "y", "decoder_error")
    q = check_real(q, "q", "decoder_error", 0.0, 1.0, "right")
    p = check_real(p, "p", "decoder_error", 1.0)
    if point.shape != (rows.shape[1],):
        raise ShapeError(f"y has shape {tuple(point.shape)} for vectors of {rows.shape[1]} entries (decoder_error)")
    worst = 0.0
    for chosen, v in _least_supports(rows):
        whole = np.zeros(rows.shape[1])
        whole[chosen] = v / float(lq_norm(v, q))
        worst = max(worst, *(float(lq_norm(sign * whole - point, p)) for sign in (1, -1)))
    return worst


CODE_ERROR = Quantity(
    "code_error",
    ("C", "s", "q", "p"),
    code_error,
    ball_code_error,
    r"E({C};{s},{q},{p})",
    "lq.lower.bits",
    sign="nonnegative",
    integer_arguments=("s",),
)
DICTIONARY_ERROR = Quantity(
    "dictionary_error",
    ("D", "m", "s", "q"),
    dictionary_error,
    ball_dictionary_error,
    r"\sigma_{{{m}}}({D};{s},{q})",
    "lq.lower.dict",
    sign="nonnegative",
    integer_arguments=("m", "s"),
)
DECODER_ERROR = Quantity(
    "decoder_error",
    ("A", "y", "q", "p"),
    decoder_error,
    ball_decoder_error,
    r"\max_{{{A}v=0,\|v\|_{{{q}}}=1}}\|v-{y}\|_{{{p}}}",
    "lq.lower.gelfand",
    sign="nonnegative",
)
KERNEL_RATIO = Quantity(
    "kernel_ratio",
    ("A", "q", "p"),
    kernel_ratio,
    ball_kernel_ratio,
    r"\max_{{{A}v=0}}\|v\|_{{{p}}}/\|v\|_{{{q}}}",
    "lq.lower.gelfand",
    sign="nonnegative",
)
