"""Best k-term errors of power laws: the weak l_q class (dossier ``lq.weak``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.quantities.arrays import Array, as_magnitudes, check_count, check_exponent, masked_log, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.norms import ball_weak_lq_norm
from lqtheory.quantities.reference.weak_lq import (
    ball_weak_lq_bound,
    ball_weak_lq_dimension_free_bound,
)

__all__ = ["QUANTITIES", "weak_lq_bound", "weak_lq_dimension_free_bound", "weak_lq_norm"]

#: Coefficients B_2j/(2j)! of the Euler-Maclaurin formula, j = 1..8.
EULER_MACLAURIN = (
    1 / 12,
    -1 / 720,
    1 / 30240,
    -1 / 1209600,
    1 / 47900160,
    -691 / 1307674368000,
    1 / 74724249600,
    -3617 / 10670622842880000,
)


def weak_lq_bound(k: int, n: int | float, q: float, p: float) -> float:
    r"""Sharp bound on the best k-term error in l_p of a vector with |x|_(i) <= i^{-1/q}.

    [ζ(p/q, k+1) - ζ(p/q, n+1)]^{1/p} = (Σ_{i=k+1}^n i^{-p/q})^{1/p}, with the Hurwitz zeta function.

    Parameters
    ----------
    k : int
        Number of entries kept, at least 0.
    n : int or inf
        Dimension, at least 1; infinity only for q < p.
    q : float
        Exponent of the class, in (0, inf).
    p : float
        Exponent of the error norm, in (0, inf].

    Returns
    -------
    float
        0 for k >= n; (k+1)^{-1/q} at ``p = inf``.

    Raises
    ------
    InputTypeError
        If ``k`` or ``n`` is not an integer or an exponent not a number.
    DomainError
        If one is out of range, or q >= p with n = inf, where the sum diverges.
    NormOverflowError
        If the value exceeds the largest float64 (only for q > p).

    Notes
    -----
    Cost O(1): the first terms are summed directly, the rest by Euler-Maclaurin, whose integral is written with expm1
    so that q near p costs no digits. Equality for the power law |x|_(i) = i^{-1/q}.

    References
    ----------
    Dossier lq.weak.

    Examples
    --------
    >>> round(weak_lq_bound(1, float("inf"), 0.5, 1), 12)
    0.644934066848
    """
    where = "weak_lq_bound"
    unbounded = isinstance(n, (float, np.floating)) and n == math.inf
    size: float = math.inf if unbounded else check_count(n, "n", 1, None, where)
    k = check_count(k, "k", 0, None, where)
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where, infinite=True)
    if unbounded and q >= p:
        raise DomainError(f"the sum diverges for q >= p and n=inf, got q={q}, p={p} ({where}); use q < p or a finite n")
    if k >= size:
        return 0.0
    if math.isinf(p):
        return math.exp(-math.log(k + 1) / q)
    log_value = math.log(_relative_tail(k + 1, size, p / q, (p - q) / q)) / p - math.log(k + 1) / q
    if log_value > 709.78:
        raise NormOverflowError(f"the bound exceeds 1.8e308 at k={k}, n={n}, q={q}, p={p} ({where}); use a smaller p")
    return math.exp(log_value)


def weak_lq_dimension_free_bound(k: int, q: float, p: float) -> float:
    r"""Dimension-free bound on the best k-term error in l_p of a vector with |x|_(i) <= i^{-1/q}.

    (q/(p - q))^{1/p} k^{1/p - 1/q}, from the integral test.

    Parameters
    ----------
    k : int
        Number of entries kept, at least 1.
    q : float
        Exponent of the class, in (0, p).
    p : float
        Exponent of the error norm, in (q, inf).

    Returns
    -------
    float
        Never below :func:`weak_lq_bound`.

    Raises
    ------
    InputTypeError
        If ``k`` is not an integer or an exponent not a number.
    DomainError
        If ``k < 1`` or not 0 < q < p < inf.

    Notes
    -----
    Cost O(1).

    References
    ----------
    Dossier lq.weak.

    Examples
    --------
    >>> weak_lq_dimension_free_bound(1, 0.5, 1)
    1.0
    """
    where = "weak_lq_dimension_free_bound"
    k = check_count(k, "k", 1, None, where)
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p:
        raise DomainError(f"the bound needs q < p, got q={q}, p={p} ({where}); use weak_lq_bound with a finite n")
    return math.exp((math.log(q) - math.log(p - q)) / p - (p - q) / p * math.log(k) / q)


def weak_lq_norm(x: Any, q: float) -> Array:
    r"""Weak l_q quasi-norm of ``x``.

    ‖x‖_{q,∞} = max_i i^{1/q} |x|_(i), with |x|_(1) >= |x|_(2) >= ...

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    array of float64, shape (...)
        At most the l_q norm (Markov's inequality).

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``q`` is not in (0, inf].

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    foucart_rauhut_2013; dossier lq.weak.

    Examples
    --------
    >>> float(weak_lq_norm([1, 0.25, 1 / 9], 0.5))
    1.0
    """
    magnitudes = as_magnitudes(x, "x", "weak_lq_norm")
    q = check_exponent(q, "q", "weak_lq_norm", infinite=True)
    xp = namespace(magnitudes)
    if math.isinf(q):
        return xp.max(magnitudes, axis=-1)
    ordered = xp.sort(magnitudes, axis=-1, descending=True)
    ranks = xp.cumulative_sum(xp.ones_like(magnitudes), axis=-1)
    log_ranks = xp.log(ranks) / q
    logs = xp.max(masked_log(ordered) + log_ranks, axis=-1)
    if bool(xp.any(logs > 709.78)):
        raise NormOverflowError(f"norm overflows: the weak l_q norm at q={q:g} exceeds 1.8e308 (weak_lq_norm)")
    # Powers are more accurate than exponentials of large logarithms, so they are used wherever they fit.
    if bool(xp.all(log_ranks < 700.0)):
        return xp.max(ordered * ranks ** (1.0 / q), axis=-1)
    return xp.exp(logs)


def _relative_tail(first: int, last: float, s: float, excess: float) -> float:
    """Sum of (i/first)^(-s) over i = first..last, last possibly infinite; excess is s - 1 without its rounding."""
    terms = min(last - first + 1, max(0.0, 2.0 * s + 64.0 - first), _until_negligible(first, s))
    count = math.ceil(terms)
    head = float(np.sum(np.exp(-s * np.log1p(np.arange(count) / first))[::-1]))
    start = first + count
    if start > last:
        return head
    at_start = math.exp(-s * math.log1p(count / first))
    span = math.inf if math.isinf(last) else math.log1p((last - start) / start)
    at_last = math.exp(-s * span) if s * span < 745.0 else 0.0
    tail = start * _integral(span, excess) + 0.5 * (1.0 + at_last)
    falling = s / start
    far = 0.0 if math.isinf(last) else start / last
    for j, coefficient in enumerate(EULER_MACLAURIN):
        tail += coefficient * falling * (1.0 - at_last * far ** (2 * j + 1))
        falling *= (s + 2 * j + 1) / start * (s + 2 * j + 2) / start
    return head + at_start * tail


def _integral(span: float, excess: float) -> float:
    """Integral of e^{-excess u} over 0 <= u <= span, also at excess 0."""
    if math.isinf(span):
        return 1.0 / excess
    exponent = -excess * span
    return span if exponent == 0.0 else span * (math.expm1(exponent) / exponent)


def _until_negligible(first: int, s: float) -> float:
    """Number of terms after which (i/first)^(-s) is below 1e-22 of the first, for sums that decay so fast."""
    rate = 51.0 / s
    return math.inf if rate > 30.0 else first * math.expm1(rate) + 1.0


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "weak_lq_bound",
        ("k", "n", "q", "p"),
        weak_lq_bound,
        ball_weak_lq_bound,
        r"\left[\zeta({p}/{q},{k}+1)-\zeta({p}/{q},{n}+1)\right]^{{1/{p}}}",
        "lq.weak",
        sign="nonnegative",
    ),
    Quantity(
        "weak_lq_dimension_free_bound",
        ("k", "q", "p"),
        weak_lq_dimension_free_bound,
        ball_weak_lq_dimension_free_bound,
        r"\left(\frac{{{q}}}{{{p}-{q}}}\right)^{{1/{p}}}{k}^{{1/{p}-1/{q}}}",
        "lq.weak",
        sign="positive",
    ),
    Quantity(
        "weak_lq_norm",
        ("x", "q"),
        weak_lq_norm,
        ball_weak_lq_norm,
        r"\|{x}\|_{{{q},\infty}}",
        "lq.weak",
        sign="nonnegative",
        positive_if_nonzero=True,
    ),
)
