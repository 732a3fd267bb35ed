"""Least errors of several rows under one budget, as quantities (dossier ``lq.alloc``); ``allocate`` has the counts."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import ShapeError
from lqtheory.quantities.allocation import allocate
from lqtheory.quantities.arrays import as_vector, check_count, on_cpu
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.allocated_errors import (
    ball_least_largest_error,
    ball_least_sum_of_norms,
    ball_least_sum_of_powers,
)

__all__ = ["QUANTITIES", "least_largest_error", "least_sum_of_norms", "least_sum_of_powers"]


def _value(objective: str, x: Any, d: int, k: int, p: float, where: str) -> float:
    entries = on_cpu(as_vector(x, "x", where))
    d = check_count(d, "d", 1, None, where)
    if entries.ndim != 1:
        raise ShapeError(f"x has shape {entries.shape} ({where}); give all rows one after the other")
    k = check_count(k, "k", 0, len(entries), where)
    return float(
        allocate(objective, [entries[start : start + d] for start in range(0, len(entries), d)], K=k, p=p).value
    )


def least_sum_of_powers(x: Any, d: int, k: int, p: float) -> float:
    r"""Least sum of p-th powers of errors of several rows that together keep k entries.

    min Σ σ_{k_i}(w_i)_p^p over Σ k_i <= k, the rows w_i being x cut after every d entries.

    Parameters
    ----------
    x : array-like, shape (n,)
        All rows, one after the other; the last one may be shorter. Weights of rows or entries are multiplied in.
    d : int
        Length of the rows, at least 1.
    k : int
        Budget, in {0, ..., n}.
    p : float
        Exponent of the error norm, > 0.

    Returns
    -------
    float
        0 at k = n.

    Raises
    ------
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.
    DomainError
        If an argument is out of range.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    By the k largest entries of all rows. The ball version tries all counts.

    References
    ----------
    Dossier lq.alloc.exact.

    Examples
    --------
    >>> least_sum_of_powers([4, 1, 1, 3, 2, 0.5], 3, 3, 2)
    2.25
    """
    return _value("sum_of_powers", x, d, k, p, "least_sum_of_powers")


def least_sum_of_norms(x: Any, d: int, k: int, p: float) -> float:
    r"""Least sum of errors of several rows that together keep k entries.

    min Σ σ_{k_i}(w_i)_p over Σ k_i <= k, the rows w_i being x cut after every d entries.

    Parameters
    ----------
    x : array-like, shape (n,)
        All rows, one after the other; the last one may be shorter. Weights of rows or entries are multiplied in.
    d : int
        Length of the rows, at least 1.
    k : int
        Budget, in {0, ..., n}.
    p : float
        Exponent of the error norm, > 0, or inf.

    Returns
    -------
    float
        0 at k = n.

    Raises
    ------
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.
    DomainError
        If an argument is out of range.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    By dynamic programming: the objective is not convex, and greedy choices fail. The ball version tries all counts.

    References
    ----------
    Dossier lq.alloc.sumnorm.

    Examples
    --------
    >>> least_sum_of_norms([4, 1, 1, 3, 2, 0.5], 3, 3, 1)
    2.5
    """
    return _value("sum_of_norms", x, d, k, p, "least_sum_of_norms")


def least_largest_error(x: Any, d: int, k: int, p: float) -> float:
    r"""Least value of the largest error of several rows that together keep k entries.

    min max_i σ_{k_i}(w_i)_p over Σ k_i <= k, the rows w_i being x cut after every d entries.

    Parameters
    ----------
    x : array-like, shape (n,)
        All rows, one after the other; the last one may be shorter. Weights of rows or entries are multiplied in.
    d : int
        Length of the rows, at least 1.
    k : int
        Budget, in {0, ..., n}.
    p : float
        Exponent of the error norm, > 0, or inf.

    Returns
    -------
    float
        0 at k = n.

    Raises
    ------
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.
    DomainError
        If an argument is out of range.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    By one threshold for all rows. The ball version tries all counts.

    References
    ----------
    Dossier lq.alloc.max.

    Examples
    --------
    >>> least_largest_error([4, 1, 1, 3, 2, 0.5], 3, 3, 1)
    2.0
    """
    return _value("maximum", x, d, k, p, "least_largest_error")


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "least_sum_of_powers", ("x", "d", "k", "p"), least_sum_of_powers, ball_least_sum_of_powers,
        r"\min_{{\Sigma k_i\le {k}}}\Sigma\sigma_{{k_i}}({x};{d})_{{{p}}}^{{{p}}}", "lq.alloc.exact",
        sign="nonnegative",
    ),
    Quantity(
        "least_sum_of_norms", ("x", "d", "k", "p"), least_sum_of_norms, ball_least_sum_of_norms,
        r"\min_{{\Sigma k_i\le {k}}}\Sigma\sigma_{{k_i}}({x};{d})_{{{p}}}", "lq.alloc.sumnorm", sign="nonnegative",
    ),
    Quantity(
        "least_largest_error", ("x", "d", "k", "p"), least_largest_error, ball_least_largest_error,
        r"\min_{{\Sigma k_i\le {k}}}\max\sigma_{{k_i}}({x};{d})_{{{p}}}", "lq.alloc.max", sign="nonnegative",
    ),
)  # fmt: skip
