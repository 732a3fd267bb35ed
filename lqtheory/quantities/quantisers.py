"""A code for vectors of l_q balls: support of the k largest entries and uniform quantisation (``lq.lower.bits``)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    as_vector,
    check_count,
    check_exponent,
    check_real,
    namespace,
)
from lqtheory.quantities.best_k_term import best_k_term_error, best_k_term_support
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.quantisers import (
    ball_top_k_code_bound,
    ball_top_k_code_length,
    ball_top_k_quantised,
)

__all__ = [
    "QUANTITIES",
    "TopKCode",
    "top_k_bits",
    "top_k_code",
    "top_k_code_bound",
    "top_k_code_length",
    "top_k_quantised",
]


class TopKCode(NamedTuple):
    """Support and levels sent, the vector they decode to, bits used, error made and error guaranteed."""

    support: np.ndarray
    levels: np.ndarray
    decoded: np.ndarray
    bits: int
    error: float
    bound: float


def top_k_quantised(x: Any, k: int, h: float) -> Array:
    r"""Keep the k largest entries, rounded to multiples of a step.

    y_i = h round(x_i/h) for the k largest |x_i| (first ones on ties), y_i = 0 elsewhere; halves go towards zero.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.
    k : int
        Number of entries kept, in {0, ..., n}.
    h : float
        Step, positive.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty real array.
    DomainError
        If an argument is not finite or out of range.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> top_k_quantised([0.9, -2.1, 0.3], 2, 0.5).tolist()
    [1.0, -2.0, 0.0]
    """
    values = as_vector(x, "x", "top_k_quantised")
    k = check_count(k, "k", 0, values.shape[-1], "top_k_quantised")
    h = check_real(h, "h", "top_k_quantised", 0.0, math.inf, "neither")
    xp = namespace(values)
    rounded = xp.sign(values) * h * xp.ceil(xp.abs(values) / h - 0.5)
    return xp.where(best_k_term_support(values, k), rounded, xp.zeros_like(values))


def top_k_code_bound(x: Any, k: int, h: float, p: float) -> Array:
    r"""Guaranteed error of keeping k entries, rounded to multiples of a step.

    (σ_k(x)_p^p + k (h/2)^p)^{1/p}.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real entries.
    k : int
        Number of entries kept, in {0, ..., n}.
    h : float
        Step, positive.
    p : float
        Exponent of the error, positive and finite.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`top_k_quantised`, or if ``p`` is out of range.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> float(top_k_code_bound([4, 3, 1], 2, 1.0, 1))
    2.0
    """
    tail = best_k_term_error(as_magnitudes(x, "x", "top_k_code_bound"), k, p)
    h = check_real(h, "h", "top_k_code_bound", 0.0, math.inf, "neither")
    p = check_exponent(p, "p", "top_k_code_bound")
    rounding = h / 2 * check_count(k, "k", 0, None, "top_k_code_bound") ** (1 / p)
    xp = namespace(tail)
    return lq_norm(xp.stack([tail, tail * 0 + rounding], axis=-1), p)


def top_k_bits(n: int, k: int, peak: float, h: float) -> int:
    r"""Number of bits of a top-k code.

    ⌈log2 C(n, k)⌉ + k ⌈log2(2 peak/h + 1)⌉ bits name the support and one multiple of h for each entry.

    Parameters
    ----------
    n : int
        Dimension, at least 1.
    k : int
        Number of entries kept, in {0, ..., n}.
    peak : float
        Largest magnitude that is coded, at least 0; agreed upon beforehand.
    h : float
        Step, positive.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Exact. There are L = 2⌈peak/h - 1/2⌉ + 1 levels because halves go towards zero, and L <= 2^⌈log2(2 peak/h + 1)⌉
    because L is odd and at most 2 peak/h + 2 with equality excluded.

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> top_k_bits(10, 2, 1.0, 0.25)
    14
    """
    n = check_count(n, "n", 1, None, "top_k_bits")
    k = check_count(k, "k", 0, n, "top_k_bits")
    peak = check_real(peak, "peak", "top_k_bits", 0.0, math.inf, "left")
    h = check_real(h, "h", "top_k_bits", 0.0, math.inf, "neither")
    ratio = 2 * Fraction(peak) / Fraction(h) + 1
    return (math.comb(n, k) - 1).bit_length() + k * (math.ceil(ratio) - 1).bit_length()


def top_k_code_length(n: int, k: int, r: int) -> int:
    r"""Number of bits of the top-k code with step 1/r for vectors with entries in [-1, 1].

    ⌈log2 C(n, k)⌉ + k ⌈log2(2r + 1)⌉.

    Parameters
    ----------
    n : int
        Dimension, at least 1.
    k : int
        Number of entries kept, in {0, ..., n}.
    r : int
        Levels on each side of 0, at least 1.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not an integer or out of range.

    Notes
    -----
    Exact.

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> top_k_code_length(10, 2, 4)
    14
    """
    n = check_count(n, "n", 1, None, "top_k_code_length")
    k = check_count(k, "k", 0, n, "top_k_code_length")
    r = check_count(r, "r", 1, None, "top_k_code_length")
    return (math.comb(n, k) - 1).bit_length() + k * (2 * r).bit_length()


def top_k_code(x: Any, k: int, h: float, p: float = 2.0, peak: float | None = None) -> TopKCode:
    r"""Code a vector by the support of its k largest entries and their multiples of a step.

    The decoder sees support and levels only: y = h Σ levels_j e_{support_j}, ‖x - y‖_p <= (σ_k^p + k (h/2)^p)^{1/p}.

    Parameters
    ----------
    x : array-like, shape (n,)
        Real entries.
    k : int
        Number of entries kept, in {0, ..., n}.
    h : float
        Step, positive.
    p : float
        Exponent of the error, positive and finite.
    peak : float, optional
        Largest magnitude of the class, which fixes the number of levels; that of ``x`` by default.

    Returns
    -------
    TopKCode
        ``(support, levels, decoded, bits, error, bound)`` with error <= bound up to rounding.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`top_k_quantised`; ShapeError for batches, DomainError if an entry exceeds ``peak``.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> code = top_k_code([0.9, -2.1, 0.3], 2, 0.5, 1)
    >>> code.support.tolist(), code.levels.tolist(), code.bits, code.error <= code.bound
    ([0, 1], [2, -4], 10, True)
    """
    values = np.asarray(as_vector(x, "x", "top_k_code"))
    if values.ndim != 1:
        raise ShapeError(f"x has shape {values.shape} (top_k_code); code one vector at a time")
    decoded = np.asarray(top_k_quantised(values, k, h))
    support = np.flatnonzero(best_k_term_support(values, k))
    levels = np.rint(decoded[support] / h).astype(np.int64)
    largest = float(np.abs(values).max())
    if peak is not None and largest > peak:
        raise DomainError(f"peak={peak} is below the largest magnitude {largest} (top_k_code); use a larger one")
    bits = top_k_bits(values.size, k, largest if peak is None else peak, h)
    error = float(lq_norm(values - decoded, p))
    return TopKCode(support, levels, decoded, bits, error, float(top_k_code_bound(values, k, h, p)))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "top_k_code_bound",
        ("x", "k", "h", "p"),
        top_k_code_bound,
        ball_top_k_code_bound,
        r"(\sigma_{{{k}}}({x})_{{{p}}}^{{{p}}}+{k}({h}/2)^{{{p}}})^{{1/{p}}}",
        "lq.lower.bits",
        sign="nonnegative",
    ),
    Quantity(
        "top_k_code_length",
        ("n", "k", "r"),
        top_k_code_length,
        ball_top_k_code_length,
        r"B_{{{k},{r}}}({n})",
        "lq.lower.bits",
        sign="nonnegative",
        integer=True,
    ),
    Quantity(
        "top_k_quantised",
        ("x", "k", "h"),
        top_k_quantised,
        ball_top_k_quantised,
        r"Q_{{{k},{h}}}({x})",
        "lq.lower.bits",
        vector=True,
    ),
)
