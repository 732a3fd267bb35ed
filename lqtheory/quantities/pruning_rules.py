"""Retained counts of the PQ index and the pruning step built on them (``lq.pqi.retain``, ``lq.sap``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    as_vector,
    check_count,
    check_exponent,
    check_real,
    masked_power,
    namespace,
    require_nonzero,
)
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.pruning_rules import (
    ball_head_tail_ratio,
    ball_pqi_retain,
    ball_pqi_retain_sharp,
    ball_sap_retained_count,
)
from lqtheory.quantities.sparsity_indices import log_effective_sparsity

__all__ = [
    "QUANTITIES",
    "head_tail_ratio",
    "pqi_retain",
    "pqi_retain_sharp",
    "sap_retained_count",
    "sap_step",
]

#: Boundary ties of the integer count are accepted up to this relative error, as for the keep counts.
TIE_TOLERANCE = 1e-12


def head_tail_ratio(x: Any, r: int, p: float) -> Array:
    r"""Discarded over kept p-mass when the r largest magnitudes are kept.

    η_r = Σ_{i>r} |x|_(i)^p / Σ_{i<=r} |x|_(i)^p.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero.
    r : int
        Number of entries kept, in {1, ..., n}.
    p : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)
        0 at ``r = n``.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is zero or not a finite, nonempty, numeric array, ``r`` is not an integer of {1, ..., n} or ``p`` is
        not in (0, inf).

    Notes
    -----
    Cost O(n log n). Head and tail are summed separately, after division by the largest entry.

    References
    ----------
    diao_2023, Theorem 2; dossier lq.pqi.retain.

    Examples
    --------
    >>> round(float(head_tail_ratio([4, -2, 1, 0.5, 0.25], 2, 0.5)), 12)
    0.646446609407
    """
    where = "head_tail_ratio"
    magnitudes = as_magnitudes(x, "x", where)
    r, p = check_count(r, "r", 1, magnitudes.shape[-1], where), check_exponent(p, "p", where)
    require_nonzero(magnitudes, where)
    xp = namespace(magnitudes)
    ordered = xp.sort(magnitudes, axis=-1, descending=True)
    powers = masked_power(ordered / ordered[..., :1], p)
    return xp.sum(powers[..., r:], axis=-1) / xp.sum(powers[..., :r], axis=-1)


def pqi_retain(d: int, I: float, eta: float, p: float, q: float) -> float:  # noqa: E741 - the source's letter
    r"""Lower bound on the retained count from the PQ index.

    r >= d (1 + η)^{-q/(q-p)} (1 - I)^{qp/(q-p)}, p < q.

    Parameters
    ----------
    d : int
        Number of entries, at least 1.
    I : float
        PQ index I_{p,q} of the vector, in [0, 1).
    eta : float
        Ratio of discarded to kept p-mass, at least 0.
    p, q : float
        Exponents, 0 < p < q <= inf.

    Returns
    -------
    float
        In (0, d].

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). A necessary count only: keeping so many entries guarantees nothing.

    References
    ----------
    diao_2023, Theorem 2; dossier lq.pqi.retain.

    Examples
    --------
    >>> pqi_retain(5, 0.0, 0.0, 0.5, 1)
    5.0
    """
    d, index, eta, p, q = _checked(d, I, eta, p, q, "pqi_retain")
    gap = 1.0 if math.isinf(q) else (q - p) / q
    return d * math.exp((p * math.log1p(-index) - math.log1p(eta)) / gap)


def pqi_retain_sharp(d: int, I: float, eta: float, p: float, q: float) -> int:  # noqa: E741
    r"""Least retained count that two power means allow.

    The least r in {1, ..., ⌊d(1-τ)⌋} with r^{1-q/p}(1-τ)^{q/p} + (d-r)^{1-q/p}τ^{q/p} <= s^{1-q/p}, where
    τ = η/(1+η) and s = d(1 - I)^{qp/(q-p)}, p < q.

    Parameters
    ----------
    d : int
        Number of entries, at least 1.
    I : float
        PQ index I_{p,q} of the vector, in [0, 1).
    eta : float
        Ratio of discarded to kept p-mass, at least 0.
    p, q : float
        Exponents, 0 < p < q < inf.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range, or no vector has this (d, I, eta).

    Notes
    -----
    Cost O(log d): the left side falls with r on the whole range. Boundary ties count as met (relative 1e-12).
    Never below :func:`pqi_retain` rounded up.

    References
    ----------
    Dossier lq.pqi.retain.

    Examples
    --------
    >>> pqi_retain_sharp(5, 0.18453567987309682, 0.6464466094067262, 0.5, 1)
    2
    """
    where = "pqi_retain_sharp"
    d, index, eta, p, q = _checked(d, I, eta, p, q, where)
    q = check_exponent(q, "q", where)
    c = q / p
    log_tail, log_head = (math.log(eta) if eta > 0 else -math.inf) - math.log1p(eta), -math.log1p(eta)
    limit = -q * math.log1p(-index) + TIE_TOLERANCE

    def allowed(r: int) -> bool:
        head = c * log_head + (1.0 - c) * math.log(r / d)
        if eta == 0.0:
            return head <= limit
        if r == d:
            return False
        tail = c * log_tail + (1.0 - c) * math.log1p(-r / d)
        return max(head, tail) + math.log1p(math.exp(-abs(head - tail))) <= limit

    low, high = 1, math.floor(d / (1.0 + eta) * (1.0 + TIE_TOLERANCE))
    if high < 1 or not allowed(high):
        raise DomainError(f"no vector has this (d, I, eta) = ({d}, {index}, {eta}) ({where}); measure them on a vector")
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if allowed(middle) else (middle + 1, high)
    return low


def sap_retained_count(x: Any, p: float, q: float, eta: float) -> Array:
    r"""Number of entries that sparsity-informed adaptive pruning keeps, before rounding.

    r = d (1 + η)^{-q/(q-p)} [1 - I_{p,q}(x)]^{qp/(q-p)} = (1 + η)^{-q/(q-p)} s_{p,q}(x), p < q.

    Parameters
    ----------
    x : array-like, shape (..., d)
        Real or complex entries, not all zero.
    p, q : float
        Exponents, 0 < p < q <= inf.
    eta : float
        Tuning parameter, at least 0.

    Returns
    -------
    array of float64, shape (...)
        In (0, d].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is zero or not a finite, nonempty, numeric array, or a parameter is out of range.

    Notes
    -----
    Cost O(d). A necessary count, not a sufficient one.

    References
    ----------
    diao_2023, Algorithm 1; dossier lq.sap.

    Examples
    --------
    >>> round(float(sap_retained_count([1.0] + 1000 * [1e-4], 0.5, 1, 0.0)), 9)
    110.0
    """
    where = "sap_retained_count"
    magnitudes = as_magnitudes(x, "x", where)
    p, q = _checked_pair(p, q, where)
    eta = check_real(eta, "eta", where, 0.0, math.inf, "left")
    require_nonzero(magnitudes, where)
    gap = 1.0 if math.isinf(q) else (q - p) / q
    return namespace(magnitudes).exp(log_effective_sparsity(magnitudes, p, q) - math.log1p(eta) / gap)


def sap_step(w: Any, mask: Any, p: float, q: float, eta: float, gamma: float, beta: float) -> Array:
    r"""One step of sparsity-informed adaptive pruning: the mask after it.

    Of the d unmasked entries the ⌊d min(γ(1 - r/d), β)⌋ smallest are pruned, r = :func:`sap_retained_count`.

    Parameters
    ----------
    w : array-like, any shape
        Weights; the shape of a whole layer is fine.
    mask : array of bool, same shape
        True where a weight is still in use.
    p, q : float
        Exponents, 0 < p < q <= inf.
    eta : float
        Tuning parameter of the count, at least 0.
    gamma : float
        Scale of the pruned share, at least 0.
    beta : float
        Largest share that one step may prune, in [0, 1].

    Returns
    -------
    array of bool, same shape

    Raises
    ------
    InputTypeError
        If the mask is not boolean or a parameter not a number.
    ShapeError
        If weights and mask differ in shape.
    DomainError
        If a parameter is out of range, or no unmasked weight is nonzero.

    Notes
    -----
    Cost O(d log d). Among equal magnitudes the lowest index is kept. Nothing bounds the error of the step.

    References
    ----------
    diao_2023, Algorithm 1; dossier lq.sap.

    Examples
    --------
    >>> sap_step([3.0, 0.0, 1.0, 0.0], [True] * 4, 0.5, 1, 0.0, 1.0, 0.9).tolist()
    [True, False, True, False]
    """
    where = "sap_step"
    weights = as_vector(w, "w", where)
    xp = namespace(weights)
    mask = xp.asarray(mask)
    if not xp.isdtype(mask.dtype, "bool"):
        raise InputTypeError(f"mask must be boolean, got {mask.dtype} ({where}); compare with zero first")
    if mask.shape != weights.shape:
        raise ShapeError(f"mask has shape {tuple(mask.shape)}, allowed is {tuple(weights.shape)} as w ({where})")
    gamma = check_real(gamma, "gamma", where, 0.0, math.inf, "left")
    beta = check_real(beta, "beta", where, 0.0, 1.0)
    magnitudes, kept = xp.reshape(xp.abs(weights), (-1,)), xp.reshape(mask, (-1,))
    remaining = magnitudes[kept]
    if remaining.shape[0] == 0:
        raise DomainError(f"index undefined for the zero vector: the mask keeps nothing ({where}); stop before")
    d = remaining.shape[0]
    retained = float(sap_retained_count(remaining, p, q, eta))
    pruned = math.floor(d * min(gamma * max(1.0 - retained / d, 0.0), beta) * (1.0 + TIE_TOLERANCE))
    # Masked entries rank below all others, so the d - pruned first of the order survive.
    keys = xp.where(kept, magnitudes, xp.full_like(magnitudes, -1.0))
    order = xp.argsort(keys, descending=True, stable=True)
    return xp.reshape(xp.argsort(order, stable=True) < d - pruned, mask.shape)


def _checked_pair(p: Any, q: Any, where: str) -> tuple[float, float]:
    p, q = check_exponent(p, "p", where), check_exponent(q, "q", where, infinite=True)
    if p >= q:
        raise DomainError(f"the PQ index needs p < q, got p={p}, q={q} ({where}); swap them")
    return p, q


def _checked(d: Any, index: Any, eta: Any, p: Any, q: Any, where: str) -> tuple[int, float, float, float, float]:
    d = check_count(d, "d", 1, None, where)
    index = check_real(index, "I", where, 0.0, 1.0, "left")
    eta = check_real(eta, "eta", where, 0.0, math.inf, "left")
    return d, index, eta, *_checked_pair(p, q, where)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "pqi_retain",
        ("d", "I", "eta", "p", "q"),
        pqi_retain,
        ball_pqi_retain,
        r"{d}(1+{eta})^{{-{q}/({q}-{p})}}(1-{I})^{{{q}{p}/({q}-{p})}}",
        "lq.pqi.retain",
        sign="positive",
    ),
    Quantity(
        "pqi_retain_sharp",
        ("d", "I", "eta", "p", "q"),
        pqi_retain_sharp,
        ball_pqi_retain_sharp,
        r"r^*({d},{I},{eta},{p},{q})",
        "lq.pqi.retain",
        sign="positive",
        integer=True,
    ),
    Quantity(
        "sap_retained_count",
        ("x", "p", "q", "eta"),
        sap_retained_count,
        ball_sap_retained_count,
        r"r^{{\mathrm{{SAP}}}}_{{{p},{q}}}({x},{eta})",
        "lq.sap",
        sign="positive",
    ),
    Quantity(
        "head_tail_ratio",
        ("x", "r", "p"),
        head_tail_ratio,
        ball_head_tail_ratio,
        r"\eta_{{{r},{p}}}({x})",
        "lq.pqi.retain",
        sign="nonnegative",
    ),
)
