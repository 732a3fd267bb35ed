"""Outputs of a classifier: single entries, the largest and the smallest, and log-sum-exp (dossier ``lq.net.loss``)."""

from __future__ import annotations

from typing import Any

from lqtheory.quantities.arrays import Array, as_vector, check_count, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.logits import (
    ball_entry,
    ball_largest_entry,
    ball_log_sum_exp,
    ball_smallest_entry,
)

__all__ = ["QUANTITIES", "entry", "largest_entry", "log_sum_exp", "smallest_entry"]


def entry(x: Any, j: int) -> Array:
    """The j-th entry, counted from 1.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.
    j : int
        Position in {1, ..., n}.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, real array, or ``j`` is not a position.

    References
    ----------
    Dossier lq.net.margin.

    Examples
    --------
    >>> float(entry([3, -4], 2))
    -4.0
    """
    values = as_vector(x, "x", "entry")
    return values[..., check_count(j, "j", 1, values.shape[-1], "entry") - 1]


def largest_entry(x: Any) -> Array:
    """The largest entry, with its sign.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, real array.

    References
    ----------
    Dossier lq.net.loss.

    Examples
    --------
    >>> float(largest_entry([3, -4]))
    3.0
    """
    values = as_vector(x, "x", "largest_entry")
    return namespace(values).max(values, axis=-1)


def smallest_entry(x: Any) -> Array:
    """The smallest entry, with its sign.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, real array.

    References
    ----------
    Dossier lq.net.loss.

    Examples
    --------
    >>> float(smallest_entry([3, -4]))
    -4.0
    """
    values = as_vector(x, "x", "smallest_entry")
    return namespace(values).min(values, axis=-1)


def log_sum_exp(x: Any) -> Array:
    r"""Logarithm of the sum of exponentials; minus the j-th entry it is the cross-entropy of class j.

    ln Σ_i e^{x_i}, as max x + ln Σ_i e^{x_i − max x}.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, real array.

    Notes
    -----
    Cost O(n); never overflows.

    References
    ----------
    Dossier lq.net.loss.

    Examples
    --------
    >>> round(float(log_sum_exp([1000.0, 1000.0])), 10)
    1000.6931471806
    """
    values = as_vector(x, "x", "log_sum_exp")
    xp = namespace(values)
    largest = xp.max(values, axis=-1, keepdims=True)
    return largest[..., 0] + xp.log(xp.sum(xp.exp(values - largest), axis=-1))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity("entry", ("x", "j"), entry, ball_entry, r"({x})_{{{j}}}", "lq.net.margin"),
    Quantity("largest_entry", ("x",), largest_entry, ball_largest_entry, r"\max({x})", "lq.net.loss"),
    Quantity("smallest_entry", ("x",), smallest_entry, ball_smallest_entry, r"\min({x})", "lq.net.loss"),
    Quantity("log_sum_exp", ("x",), log_sum_exp, ball_log_sum_exp, r"\ln\sum e^{{{x}}}", "lq.net.loss"),
)
