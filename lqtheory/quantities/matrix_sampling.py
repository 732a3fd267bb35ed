"""Matrices whose entries are drawn independently: exact Frobenius errors and matrix Bernstein (dossier ``baseline``).

B is the mean of s matrices A_ij/p_ij E_ij whose entry (i, j) is drawn with probability p_ij, so that E B = A. Frobenius
errors depend on the entries alone, which are therefore taken as a vector.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, as_weights, check_count, check_real, namespace, on_cpu
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import matrix_sampling as reference

__all__ = [
    "QUANTITIES",
    "entry_sampling_error",
    "l1_sampling_error",
    "l2_sampling_error",
    "matrix_bernstein_radius",
    "sampling_range",
    "sampling_variance",
    "uniform_sampling_error",
]


def entry_sampling_error(x: Any, w: Any, s: int) -> Array:
    r"""Mean squared Frobenius error of a matrix with sampled entries, for any probabilities.

    E‖B - A‖_F² = (Σ x_i²/p_i - Σ x_i²)/s with p = w/Σ w.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Entries of the matrix.
    w : array-like, shape (n,) or (..., n)
        Positive numbers to which the probabilities are proportional.
    s : int
        Number of draws, at least 1.

    Returns
    -------
    array of float64, shape (...)
        >= 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier baseline.frobenius.

    Examples
    --------
    >>> float(entry_sampling_error([3.0, 1.0], [3.0, 1.0], 2))
    3.0
    """
    x, s = as_vector(x, "x", "entry_sampling_error"), check_count(s, "s", 1, None, "entry_sampling_error")
    w = as_weights(w, x, "w", "entry_sampling_error")
    xp = namespace(x)
    # Twice the sum over pairs of (x_i² w_j/w_i + x_j² w_i/w_j)/2, without cancellation: Σ_i x_i² Σ_{j≠i} w_j/w_i.
    rest = xp.sum(w, axis=-1)[..., None] - w if w.ndim > 0 else w
    return xp.sum(x * x * xp.where(rest > 0, rest, 0.0 * rest) / w, axis=-1) / s


def uniform_sampling_error(x: Any, s: int) -> Array:
    r"""Mean squared Frobenius error when all nonzero entries are drawn alike.

    (nnz - 1) ‖A‖_F²/s.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Entries of the matrix.
    s : int
        Number of draws, at least 1.

    Returns
    -------
    array of float64, shape (...)
        0 for the zero matrix.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier baseline.frobenius.

    Examples
    --------
    >>> float(uniform_sampling_error([3.0, 0.0, 1.0], 2))
    5.0
    """
    x, s = as_vector(x, "x", "uniform_sampling_error"), check_count(s, "s", 1, None, "uniform_sampling_error")
    xp = namespace(x)
    support = xp.sum(xp.astype(x != 0, xp.float64), axis=-1)
    return xp.where(support > 0, support - 1.0, 0.0 * support) * xp.sum(x * x, axis=-1) / s


def l1_sampling_error(x: Any, s: int) -> Array:
    r"""Mean squared Frobenius error when entries are drawn in proportion to their magnitudes; the least possible.

    (‖x‖_1² - ‖x‖_2²)/s = 2 Σ_{i<j} |x_i x_j|/s.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Entries of the matrix.
    s : int
        Number of draws, at least 1.

    Returns
    -------
    array of float64, shape (...)
        >= 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    achlioptas_2013; dossier baseline.frobenius.

    Examples
    --------
    >>> float(l1_sampling_error([3.0, 0.0, -1.0], 2))
    3.0
    """
    x, s = as_vector(x, "x", "l1_sampling_error"), check_count(s, "s", 1, None, "l1_sampling_error")
    xp = namespace(x)
    sizes = xp.abs(x)
    before = xp.cumulative_sum(sizes, axis=-1) - sizes
    return 2.0 * xp.sum(sizes * before, axis=-1) / s


def l2_sampling_error(x: Any, s: int) -> Array:
    r"""Mean squared Frobenius error when entries are drawn in proportion to their squares.

    (Σ x_i²/p_i - ‖x‖_2²)/s with p_i = x_i²/‖x‖_2²: the same as for uniform probabilities.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Entries of the matrix.
    s : int
        Number of draws, at least 1.

    Returns
    -------
    array of float64, shape (...)
        >= 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    drineas_zouzias_2011; dossier baseline.frobenius.

    Examples
    --------
    >>> float(l2_sampling_error([3.0, 0.0, -1.0], 2))
    5.0
    """
    x, s = as_vector(x, "x", "l2_sampling_error"), check_count(s, "s", 1, None, "l2_sampling_error")
    xp = namespace(x)
    peak = xp.max(xp.abs(x), axis=-1)
    scaled = x / xp.where(peak > 0, peak, peak + 1.0)[..., None]
    squares = scaled * scaled
    total = xp.sum(squares, axis=-1)
    kept = xp.where(squares > 0, squares, squares + 1.0)
    quotients = xp.where(squares > 0, squares * (total[..., None] / kept), squares)
    return peak * peak * (xp.sum(quotients, axis=-1) - total) / s


def matrix_bernstein_radius(variance: float, R: float, n: int, delta: float) -> float:
    r"""Radius outside which a sum of independent random matrices lies with probability at most δ.

    L R/3 + sqrt((L R/3)² + 2 L σ²), L = ln(n/δ).

    Parameters
    ----------
    variance : float
        σ², at least the norms of both matrix variances, >= 0.
    R : float
        Bound of the norm of each summand, >= 0.
    n : int
        d_1 + d_2, at least 2.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        >= 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    tropp_2012, Theorem 1.6; dossier baseline.matrix_bernstein.

    Examples
    --------
    >>> round(matrix_bernstein_radius(2.6975, 0.505908, 9, 0.1), 5)
    5.74404
    """
    variance = check_real(variance, "variance", "matrix_bernstein_radius", 0.0, math.inf, "left")
    R = check_real(R, "R", "matrix_bernstein_radius", 0.0, math.inf, "left")
    n = check_count(n, "n", 2, None, "matrix_bernstein_radius")
    delta = check_real(delta, "delta", "matrix_bernstein_radius", 0.0, 1.0, "neither")
    level = math.log(n) - math.log(delta)
    return level * R / 3 + math.sqrt((level * R / 3) ** 2 + 2 * level * variance)


def sampling_variance(A: Any, p: Any, s: int) -> float:
    r"""The variance of matrix Bernstein for sampled entries.

    σ² = max(max_i Σ_j A_ij²/p_ij, max_j Σ_i A_ij²/p_ij)/s, over entries that are not 0.

    Parameters
    ----------
    A, p : array-like, shape (d_1, d_2)
        The matrix, and the probabilities of its entries, positive where it is not 0.
    s : int
        Number of draws, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    tropp_2012, Theorem 1.6; dossier baseline.matrix_bernstein.

    Examples
    --------
    >>> sampling_variance([[1.0, 0.0], [1.0, 2.0]], [[0.25, 0.0], [0.25, 0.5]], 2)
    6.0
    """
    quotients, s = _quotients(A, p, s, "sampling_variance", 2)
    return float(max(quotients.sum(1).max(), quotients.sum(0).max())) / s


def sampling_range(A: Any, p: Any, s: int) -> float:
    r"""The range of matrix Bernstein for sampled entries.

    R = (max |A_ij|/p_ij + ‖A‖_2)/s, over entries that are not 0.

    Parameters
    ----------
    A, p, s
        As :func:`sampling_variance`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`sampling_variance`.

    References
    ----------
    tropp_2012, Theorem 1.6; dossier baseline.matrix_bernstein.

    Examples
    --------
    >>> sampling_range([[1.0, 0.0], [0.0, 2.0]], [[0.25, 0.0], [0.0, 0.75]], 2)
    3.0
    """
    quotients, s = _quotients(A, p, s, "sampling_range", 1)
    return float(quotients.max() + np.linalg.norm(on_cpu(as_vector(A)), 2)) / s


def _quotients(A: Any, p: Any, s: int, where: str, power: int) -> tuple[np.ndarray, int]:
    """|A|^power/p entry by entry, 0 where A is."""
    A, p = (on_cpu(as_vector(v, name, where)) for v, name in ((A, "A"), (p, "p")))
    if A.ndim != 2 or A.shape != p.shape:
        raise ShapeError(f"A has shape {A.shape} and p {p.shape} ({where}); give two matrices of one shape")
    if (p < 0).any() or (p[A != 0] == 0).any():
        raise DomainError(f"p must be positive where A is not 0 ({where}); drop those entries")
    quotients = np.divide(np.abs(A) ** power, p, out=np.zeros_like(A), where=A != 0)
    return quotients, check_count(s, "s", 1, None, where)


def _quantity(name: str, letters: tuple[str, ...], latex: str, id: str, **declared: Any) -> Quantity:
    ball, counts = getattr(reference, f"ball_{name}"), ("s", "n", "m", "k")
    declared = {"sign": "nonnegative", "integer_arguments": counts} | declared
    return Quantity(name, letters, globals()[name], ball, latex, id, **declared)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("entry_sampling_error", ("x", "w", "s"), r"\mathcal E_{{{w}}}({x},{s})", "baseline.frobenius"),
    _quantity("uniform_sampling_error", ("x", "s"), r"\mathcal E_0({x},{s})", "baseline.frobenius"),
    _quantity("l1_sampling_error", ("x", "s"), r"\mathcal E_1({x},{s})", "baseline.frobenius"),
    _quantity("l2_sampling_error", ("x", "s"), r"\mathcal E_2({x},{s})", "baseline.frobenius"),
    _quantity(
        "matrix_bernstein_radius",
        ("variance", "R", "n", "delta"),
        r"t({variance},{R},{n},{delta})",
        "baseline.matrix_bernstein",
    ),
)
