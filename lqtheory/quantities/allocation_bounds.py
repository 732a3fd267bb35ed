"""Keep counts from norms alone: continuous optimum of the l_q bound and its integer form (``lq.alloc.bound``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.allocation import OBJECTIVES, Allocation
from lqtheory.quantities.allocation_curves import allocate_convex_curves
from lqtheory.quantities.arrays import as_vector, check_count, check_exponent, check_real
from lqtheory.quantities.stechkin import log_stechkin_constant

__all__ = ["ContinuousAllocation", "allocate_worst_case", "continuous_allocation", "log_worst_case_curve"]


class ContinuousAllocation(NamedTuple):
    """Real keep counts, the bound that they minimise, and the rows whose count was clipped at its limit."""

    counts: np.ndarray
    value: float
    clipped: np.ndarray


def continuous_allocation(
    norms: Any, weights: Any, K: float, q: float, p: float = 2.0, objective: str = "sum_of_powers", limits: Any = None
) -> ContinuousAllocation:
    r"""Real keep counts that minimise the Stechkin bound of all rows under one budget.

    With t_i = ‖w_i‖_q and C = C_{q,p}: ``"sum_of_powers"`` min Σ a_i C^p t_i^p k_i^{1-p/q} by k_i ∝ a_i^{q/p} t_i^q;
    ``"sum_of_norms"`` min Σ a_i C t_i k_i^{1/p-1/q} by k_i ∝ (a_i t_i)^e, 1/e = 1 + 1/q - 1/p; ``"maximum"``
    min max a_i C t_i k_i^{1/p-1/q} by k_i ∝ (a_i t_i)^e, 1/e = 1/q - 1/p.

    Parameters
    ----------
    norms : array-like, shape (r,)
        t_i >= 0.
    weights : array-like, shape (r,), number or None
        a_i >= 0.
    K : float
        Budget, greater than 0.
    q, p : float
        Exponents, 0 < q < p < inf.
    objective : {"sum_of_powers", "maximum", "sum_of_norms"}
        What is minimised.
    limits : array-like, shape (r,), or None
        Largest counts d_i > 0. Rows that would exceed theirs are clipped, and the rest is solved again.

    Returns
    -------
    ContinuousAllocation
        Rows with a_i t_i = 0 get 0; ``value`` is the bound at the counts.

    Raises
    ------
    DomainError
        If ``K <= 0``, the limits are not positive, or an argument is out of range.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    Cost O(r log r). Without limits the minimum is C^p (Σ a_j^{q/p} t_j^q)^{p/q} K^{1-p/q} for the first objective:
    the Stechkin bound of the vector of all a_i^{1/p} w_i, so that choosing counts row by row loses nothing.

    References
    ----------
    Dossier lq.alloc.bound.

    Examples
    --------
    >>> result = continuous_allocation([3, 1], [1, 4], K=10, q=1)
    >>> [round(float(k), 12) for k in result.counts], round(result.value, 12)
    ([6.0, 4.0], 0.625)
    """
    where = "continuous_allocation"
    q, p = _exponents(q, p, where)
    K = check_real(K, "K", where, 0.0, math.inf, "neither")
    t, a = _norms_and_weights(norms, weights, where)
    if objective not in OBJECTIVES:
        raise DomainError(f"objective={objective!r} is not one of {', '.join(map(repr, OBJECTIVES))} ({where})")
    with np.errstate(divide="ignore"):
        log_t, log_a = np.log(t), np.log(a)
    rate = (p - q) / (p * q)
    # ln of the i-th term at k_i = 1, the rate at which terms fall with ln k_i, and the power of the shares.
    if objective == "sum_of_powers":
        log_terms, fall, power = log_a + p * (log_t + log_stechkin_constant(q, p)), p * rate, q / p
    else:
        log_terms, fall = log_a + log_t + log_stechkin_constant(q, p), rate
        power = 1.0 / (1.0 + rate) if objective == "sum_of_norms" else 1.0 / rate
    active = np.isfinite(log_terms)
    if not active.any():
        return ContinuousAllocation(np.zeros(t.shape), 0.0, np.zeros(t.shape, dtype=bool))
    shares = np.exp(power * (np.where(active, log_terms, -math.inf) - log_terms[active].max()))
    counts, clipped = _filled(shares, K, _limits(limits, t.shape, where))
    with np.errstate(divide="ignore", over="ignore"):
        terms = np.exp(log_terms[active] - fall * np.log(counts[active]))
    value = float(terms.max() if objective == "maximum" else terms.sum())
    if math.isinf(value):
        raise NormOverflowError(f"the bound exceeds 1.8e308 ({where}); divide norms or weights by a constant")
    return ContinuousAllocation(counts, value, clipped)


def allocate_worst_case(
    norms: Any, sizes: Any, weights: Any = None, K: int = 0, q: float = 1.0, p: float = 2.0
) -> Allocation:
    r"""Keep counts that minimise the worst case over all rows with given norms.

    min Σ a_i ‖w_i‖_q^p W(k_i, d_i, q, p)^p over Σ k_i <= K, greedily by marginal gains.

    Parameters
    ----------
    norms : array-like, shape (r,)
        ‖w_i‖_q >= 0.
    sizes : array-like of int, shape (r,)
        Numbers of entries d_i.
    weights : array-like, shape (r,), number or None
        a_i >= 0.
    K : int
        Budget, at least 0.
    q, p : float
        Exponents in (0, inf), in either order.

    Returns
    -------
    Allocation
        ``threshold`` is the smallest gain that was taken.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument has the wrong type or shape, or is out of range.
    NormOverflowError
        If the value exceeds the largest float64.

    Notes
    -----
    Optimal, because W(k, d, q, p)^p is convex in k. Cost O(Σ d_i). Rounding the continuous optimum is not optimal.

    References
    ----------
    Dossier lq.alloc.exact, lq.worst.convex.

    Examples
    --------
    >>> allocate_worst_case([3.0, 1.0], [8, 8], [1, 4], K=10, q=1).counts.tolist()
    [7, 3]
    """
    where = "allocate_worst_case"
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    K = check_count(K, "K", 0, None, where)
    t, a = _norms_and_weights(norms, weights, where)
    lengths = np.asarray(sizes)
    if lengths.shape != t.shape or lengths.dtype.kind not in "iu":
        raise ShapeError(f"sizes must be {t.shape} integers, got shape {lengths.shape} of {lengths.dtype} ({where})")
    if (lengths < 1).any():
        raise DomainError(f"sizes must be at least 1 in every row ({where}); drop empty rows")
    shapes = {int(d): log_worst_case_curve(int(d), q, p) for d in np.unique(lengths)}
    with np.errstate(divide="ignore", over="ignore"):
        scales = np.log(a) + p * np.log(t)
        curves = [np.exp(scale + p * shapes[int(d)]) for scale, d in zip(scales, lengths, strict=True)]
    if not all(np.isfinite(curve[0]) for curve in curves):
        raise NormOverflowError(f"a bound exceeds 1.8e308 ({where}); divide norms or weights by a constant")
    return allocate_convex_curves(curves, K)


def log_worst_case_curve(n: int, q: float, p: float) -> np.ndarray:
    r"""Logarithm of the worst case for every keep count at once.

    ln W(k, n, q, p) for k = 0, ..., n.

    Parameters
    ----------
    n : int
        Dimension, at least 1.
    q, p : float
        Exponents in (0, inf), in either order.

    Returns
    -------
    numpy.ndarray of float64, shape (n + 1,)
        The last one is -inf.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`lqtheory.quantities.worst_case.worst_case`.

    Notes
    -----
    Cost O(n): the best m is next to kp/(p - q), and the better of two neighbours on each side is taken.

    References
    ----------
    Dossier lq.worst, lq.worst.argmax.

    Examples
    --------
    >>> np.exp(log_worst_case_curve(2, 1.0, 2.0)).round(12).tolist()
    [1.0, 0.5, 0.0]
    """
    where = "log_worst_case_curve"
    n = check_count(n, "n", 1, None, where)
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    k = np.arange(n, dtype=np.float64)
    if q >= p:
        candidates = [np.full(n, float(n)), np.where(k == 0, 1.0 if q == p else float(n), float(n))]
    else:
        peak = np.floor(k / ((p - q) / p))
        candidates = [np.clip(peak + shift, k + 1, n) for shift in (-1.0, 0.0, 1.0, 2.0)]
    values = [np.log1p(-k / m) / p - (p - q) / p * np.log(m) / q for m in candidates]
    return np.append(np.max(values, axis=0), -math.inf)


def _exponents(q: Any, p: Any, where: str) -> tuple[float, float]:
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p:
        raise DomainError(f"the bound needs q < p, got q={q}, p={p} ({where}); use a smaller q")
    return q, p


def _norms_and_weights(norms: Any, weights: Any, where: str) -> tuple[np.ndarray, np.ndarray]:
    t = np.asarray(as_vector(norms, "norms", where))
    if t.ndim != 1 or (t < 0).any():
        raise DomainError(f"norms must be one number >= 0 for each row, got shape {t.shape} ({where})")
    a = np.ones(t.shape) if weights is None else np.broadcast_to(np.asarray(weights, dtype=np.float64), t.shape)
    if not (np.isfinite(a).all() and (a >= 0).all()):
        raise DomainError(f"weights must be finite and >= 0 in every row ({where})")
    return t, a


def _limits(limits: Any, shape: tuple[int, ...], where: str) -> np.ndarray:
    if limits is None:
        return np.full(shape, math.inf)
    d = np.asarray(limits, dtype=np.float64)
    if d.shape != shape or not (d > 0).all():
        raise DomainError(f"limits must be one number > 0 for each row, got shape {d.shape} ({where})")
    return d


def _filled(shares: np.ndarray, K: float, limits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """min(d_i, c m_i) with sum K, or all limits of rows with a share where K exceeds their sum."""
    needed = np.where(shares > 0, limits, 0.0)
    clipped = np.zeros(shares.shape, dtype=bool)
    if needed.sum() <= K:
        return needed, shares > 0
    while True:
        rest = np.where(clipped, 0.0, shares)
        counts = np.where(clipped, limits, rest * ((K - limits[clipped].sum()) / rest.sum()))
        over = ~clipped & (counts > limits)
        if not over.any():
            return counts, clipped
        clipped |= over
