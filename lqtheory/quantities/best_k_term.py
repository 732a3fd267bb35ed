"""Best k-term errors, their whole curves, order statistics and best approximants (dossier ``lq.sigma``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    as_vector,
    check_count,
    check_exponent,
    is_numpy,
    masked_power,
    namespace,
    widened,
)
from lqtheory.quantities.curves import best_k_term_curve, sigma_curve
from lqtheory.quantities.norms import norm_of_magnitudes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.best_k_term import (
    ball_best_k_term_approximation,
    ball_best_k_term_curve,
    ball_best_k_term_error,
    ball_order_statistic,
    ball_tail_power_sum,
)

__all__ = [
    "QUANTITIES",
    "best_k_term_approximation",
    "best_k_term_curve",
    "best_k_term_error",
    "best_k_term_support",
    "order_statistic",
    "sigma_curve",
    "tail_power_sum",
]


def best_k_term_error(x: Any, k: int, p: float) -> Array:
    r"""Best k-term error of ``x`` in l_p.

    σ_k(x)_p = (Σ_{i>k} |x|_(i)^p)^{1/p}; |x|_(k+1) at ``p = inf``.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    k : int
        Number of entries kept, in {0, ..., n}.
    p : float
        Exponent of the error norm in (0, inf].

    Returns
    -------
    array of float64, shape (...)
        ‖x‖_p at ``k = 0``, 0 at ``k = n``.

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array, ``k`` is not an integer of {0, ..., n} or ``p`` is not in
        (0, inf].

    Notes
    -----
    Cost O(n) with NumPy (selection), O(n log n) with torch. The tail is scaled by its own largest entry, so tiny
    tails keep all their digits; it is never formed as total minus head.

    References
    ----------
    foucart_rauhut_2013, Definition 2.2; dossier lq.sigma.

    Examples
    --------
    >>> w = [4, -2, 1, 0.5, 0.25]
    >>> float(best_k_term_error(w, 2, 1)), float(best_k_term_error(w, 2, float("inf")))
    (1.75, 1.0)
    """
    magnitudes = as_magnitudes(x, "x", "best_k_term_error", single=True)
    n = magnitudes.shape[-1]
    k = check_count(k, "k", 0, n, "best_k_term_error")
    p = check_exponent(p, "p", "best_k_term_error", infinite=True)
    if k == n:
        return 0.0 * namespace(magnitudes).max(widened(magnitudes), axis=-1)
    return norm_of_magnitudes(widened(smallest(magnitudes, n - k)), p, "best_k_term_error")


def smallest(magnitudes: Array, count: int) -> Array:
    """The ``count`` >= 1 smallest entries of each vector, in any order."""
    n = magnitudes.shape[-1]
    if count == n:
        return magnitudes
    if is_numpy(magnitudes):
        return np.partition(magnitudes, count - 1, axis=-1)[..., :count]
    return namespace(magnitudes).sort(magnitudes, axis=-1)[..., :count]


def tail_power_sum(x: Any, k: int, p: float) -> Array:
    r"""Sum of the p-th powers of all but the k largest magnitudes.

    Σ_{i>k} |x|_(i)^p, the p-th power of the best k-term error.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    k : int
        Number of entries kept, in {0, ..., n}.
    p : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`best_k_term_error`, and if ``p`` is infinite.

    Notes
    -----
    Cost O(n) with NumPy, O(n log n) with torch.

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> float(tail_power_sum([4, -2, 1, 0.5, 0.25], 2, 2))
    1.3125
    """
    magnitudes = as_magnitudes(x, "x", "tail_power_sum", single=True)
    n = magnitudes.shape[-1]
    k = check_count(k, "k", 0, n, "tail_power_sum")
    p = check_exponent(p, "p", "tail_power_sum")
    xp = namespace(magnitudes)
    if k == n:
        return 0.0 * xp.max(widened(magnitudes), axis=-1)
    return xp.sum(masked_power(widened(smallest(magnitudes, n - k)), p), axis=-1)


def order_statistic(x: Any, k: int) -> Array:
    r"""The k-th largest magnitude.

    |x|_(k), with |x|_(1) = max|x_i|.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    k : int
        Rank in {1, ..., n}.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``k`` is not an integer of {1, ..., n}.

    Notes
    -----
    Cost O(n) with NumPy, O(n log n) with torch. For a very long float32 vector use
    :func:`lqtheory.quantities.selection.kth_largest_magnitude`.

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> float(order_statistic([1, -3, 2], 2))
    2.0
    """
    magnitudes = as_magnitudes(x, "x", "order_statistic", single=True)
    n = magnitudes.shape[-1]
    k = check_count(k, "k", 1, n, "order_statistic")
    if is_numpy(magnitudes):
        return np.partition(magnitudes, n - k, axis=-1)[..., n - k].astype(np.float64)
    return namespace(magnitudes).sort(magnitudes, axis=-1)[..., n - k]


def best_k_term_support(x: Any, k: int) -> Array:
    r"""Mask of the k largest magnitudes.

    Among equal magnitudes the lowest index is kept first; the choice is optimal for every p.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    k : int
        Number of entries kept, in {0, ..., n}.

    Returns
    -------
    array of bool, shape (..., n)
        Exactly k entries of each vector are true.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``k`` is not an integer of {0, ..., n}.

    Notes
    -----
    Cost O(n log n), stable sort.

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> best_k_term_support([1, -2, 2, 2], 2).tolist()
    [False, True, True, False]
    """
    magnitudes = as_magnitudes(x, "x", "best_k_term_support")
    k = check_count(k, "k", 0, magnitudes.shape[-1], "best_k_term_support")
    xp = namespace(magnitudes)
    order = xp.argsort(magnitudes, axis=-1, descending=True, stable=True)
    return xp.argsort(order, axis=-1, stable=True) < k


def best_k_term_approximation(x: Any, k: int) -> Array:
    r"""Best k-term approximant of ``x``: all but the k largest magnitudes set to zero.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.
    k : int
        Number of entries kept, in {0, ..., n}.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`best_k_term_support`, and if ``x`` is complex.

    Notes
    -----
    Cost O(n log n), stable sort, lowest index kept first.

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> best_k_term_approximation([1, -2, 3], 2).tolist()
    [0.0, -2.0, 3.0]
    """
    vector = as_vector(x, "x", "best_k_term_approximation")
    xp = namespace(vector)
    return xp.where(best_k_term_support(vector, k), vector, xp.zeros_like(vector))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "best_k_term_error",
        ("x", "k", "p"),
        best_k_term_error,
        ball_best_k_term_error,
        r"\sigma_{{{k}}}({x})_{{{p}}}",
        "lq.sigma",
        sign="nonnegative",
    ),
    Quantity(
        "best_k_term_curve",
        ("x", "p"),
        best_k_term_curve,
        ball_best_k_term_curve,
        r"(\sigma_k({x})_{{{p}}})_{{k=0}}^n",
        "lq.sigma",
        sign="nonnegative",
        vector=True,
    ),
    Quantity(
        "tail_power_sum",
        ("x", "k", "p"),
        tail_power_sum,
        ball_tail_power_sum,
        r"\sum_{{i>{k}}}|{x}|_{{(i)}}^{{{p}}}",
        "lq.sigma",
        sign="nonnegative",
    ),
    Quantity(
        "order_statistic",
        ("x", "k"),
        order_statistic,
        ball_order_statistic,
        r"|{x}|_{{({k})}}",
        "lq.sigma",
        sign="nonnegative",
    ),
    Quantity(
        "best_k_term_approximation",
        ("x", "k"),
        best_k_term_approximation,
        ball_best_k_term_approximation,
        r"H_{{{k}}}({x})",
        "lq.sigma",
        vector=True,
    ),
)
