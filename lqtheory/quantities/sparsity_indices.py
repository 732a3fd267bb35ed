"""Effective sparsity and the sparsity indices SI, PQI, Gini and Hoyer (``lq.effs``, ``lq.si``, ``lq.pqi``, ...)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_magnitudes, check_exponent, namespace, require_nonzero
from lqtheory.quantities.norms import log_norm_over_peak, log_over_peak
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.sparsity_indices import (
    ball_effective_sparsity,
    ball_gini,
    ball_hoyer,
    ball_pqi,
    ball_si,
)

__all__ = ["QUANTITIES", "effective_sparsity", "gini", "hoyer", "log_effective_sparsity", "pqi", "si"]

#: Below this relative gap of the exponents the difference quotient loses digits and an integral replaces it.
NEARLY_EQUAL = 0.01


def effective_sparsity(x: Any, q: float, p: float) -> Array:
    r"""Effective number of nonzero entries.

    s_{q,p}(x) = (‖x‖_q/‖x‖_p)^{pq/(p-q)}; (‖x‖_q/‖x‖_∞)^q at ``p = inf``; exp(-Σπ_i ln π_i) with π_i = |x_i|^p/‖x‖_p^p
    at ``q = p``.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero.
    q, p : float
        Exponents in (0, inf], in either order; not both infinite.

    Returns
    -------
    array of float64, shape (...)
        In [1, ‖x‖_0]; m on a vector that is flat on m entries.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite, or an exponent is out of range.

    Notes
    -----
    Cost O(n log n). Nonincreasing in q and in p. ln s is the mean of the Shannon entropies s_{r,r} over 1/r between
    1/p and 1/q; for exponents within 1 % of each other that mean is taken by Gauss's rule with five points, which is
    exact to rounding there, while the quotient would lose digits.

    References
    ----------
    Dossier lq.effs.

    Examples
    --------
    >>> round(float(effective_sparsity([4, -2, 1, 0.5, 0.25], 1, 2)), 10)
    2.8181818182
    """
    magnitudes = as_magnitudes(x, "x", "effective_sparsity")
    q, p = _two_exponents(q, p, "effective_sparsity")
    require_nonzero(magnitudes, "effective_sparsity")
    return namespace(magnitudes).exp(log_effective_sparsity(magnitudes, q, p))


def log_effective_sparsity(magnitudes: Array, q: float, p: float) -> Array:
    r"""Natural logarithm of the effective sparsity of checked magnitudes.

    ln s_{q,p} = (ln‖x‖_q - ln‖x‖_p)/(1/q - 1/p).

    Parameters
    ----------
    magnitudes : array of float64, shape (..., n)
        Nonnegative entries, no zero vector.
    q, p : float
        Exponents in (0, inf], not both infinite.

    Returns
    -------
    array of float64, shape (...)

    Notes
    -----
    Cost O(n log n): entries are sorted, so that their order does not change the last digits. Does not check its input.

    Examples
    --------
    >>> import numpy as np
    >>> bool(np.isclose(log_effective_sparsity(np.ones(8), 1.0, 1.0), np.log(8)))
    True
    """
    # Near exponents multiply the rounding of sums, and that depends on the order of entries.
    magnitudes = namespace(magnitudes).sort(magnitudes, axis=-1)
    low, high = min(q, p), max(q, p)
    if math.isinf(high) or (high - low) > NEARLY_EQUAL * high:
        gap = 1.0 if math.isinf(high) else (high - low) / high
        return (log_norm_over_peak(magnitudes, low) - log_norm_over_peak(magnitudes, high)) * (low / gap)
    if low == high:
        return _shannon(magnitudes, low)
    nodes, weights = np.polynomial.legendre.leggauss(5)
    middle, radius = 0.5 * (1.0 / low + 1.0 / high), 0.5 * (high - low) / high / low
    terms = [
        0.5 * float(w) * _shannon(magnitudes, 1.0 / (middle + radius * float(t)))
        for t, w in zip(nodes, weights, strict=True)
    ]
    return sum(terms[1:], terms[0])


def _shannon(magnitudes: Array, r: float) -> Array:
    """Entropy of |x_i|^r/‖x‖_r^r, as ln Σ|x_i|^r minus the mean of ln|x_i|^r, both relative to the largest entry."""
    xp = namespace(magnitudes)
    logs = r * log_over_peak(magnitudes)
    zeros = 0.0 * magnitudes
    logs = xp.where(magnitudes > 0, logs, zeros)
    powers = xp.where(magnitudes > 0, xp.exp(logs), zeros)
    return r * log_norm_over_peak(magnitudes, r) - xp.sum(powers * logs, axis=-1) / xp.sum(powers, axis=-1)


def si(x: Any, q: float) -> Array:
    r"""Sparsity index of the compression paper.

    SI_q(x) = ‖x‖_1/‖x‖_q, 0 < q < 1.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero.
    q : float
        Exponent in (0, 1).

    Returns
    -------
    array of float64, shape (...)
        In [n^{1-1/q}, 1]; larger is sparser.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite, or ``q`` is not in (0, 1).

    Notes
    -----
    Cost O(n). Nondecreasing in q; a difference of log-norms, so no intermediate overflow.

    References
    ----------
    yang_wang_ding_yang_2022; dossier lq.si.

    Examples
    --------
    >>> float(si([1, 1], 0.5)), float(si([0, 3], 0.5))
    (0.5, 1.0)
    """
    magnitudes = as_magnitudes(x, "x", "si")
    q = check_exponent(q, "q", "si")
    if q >= 1:
        raise DomainError(f"q={q} is outside (0, 1) (si); use q < 1")
    require_nonzero(magnitudes, "si")
    return namespace(magnitudes).exp(-log_effective_sparsity(magnitudes, q, 1.0) * ((1.0 - q) / q))


def pqi(x: Any, p: float, q: float) -> Array:
    r"""PQ index, in its source's notation p < q.

    I_{p,q}(x) = 1 - n^{1/q - 1/p} ‖x‖_p/‖x‖_q.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero; n counts zeros.
    p, q : float
        Exponents, 0 < p < q <= inf.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1 - n^{1/q - 1/p}]; larger is sparser, 0 on flat vectors.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite, or not 0 < p < q.

    Notes
    -----
    Cost O(n). Evaluated as 1 - (s_{p,q}/n)^{1/p - 1/q}, clipped to its range against rounding only.

    References
    ----------
    diao_2023, Definition 1; dossier lq.pqi.

    Examples
    --------
    >>> round(float(pqi([4, -2, 1, 0.5, 0.25], 1, 2)), 12)
    0.24924280647
    """
    magnitudes = as_magnitudes(x, "x", "pqi")
    p, q = check_exponent(p, "p", "pqi"), check_exponent(q, "q", "pqi", infinite=True)
    if p >= q:
        raise DomainError(f"the PQ index needs p < q, got p={p}, q={q} (pqi); swap them")
    require_nonzero(magnitudes, "pqi")
    xp = namespace(magnitudes)
    power = (1.0 if math.isinf(q) else (q - p) / q) / p
    log_n = math.log(magnitudes.shape[-1])
    value = -xp.expm1(power * (log_effective_sparsity(magnitudes, p, q) - log_n))
    return xp.clip(value, 0.0, -math.expm1(-power * log_n))


def gini(x: Any) -> Array:
    r"""Gini index of the magnitudes.

    1 - 2 Σ_k (c_(k)/‖c‖_1)(n - k + 1/2)/n, c_(1) <= ... <= c_(n).

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1 - 1/n]; larger is sparser.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite.

    Notes
    -----
    Cost O(n log n). Evaluated as Σ(2k - n - 1)c_(k)/(n‖c‖_1), the same number without the cancellation near 0.

    References
    ----------
    hurley_rickard_2009, Table I; dossier lq.gini.

    Examples
    --------
    >>> float(gini([1, 1, 1])), float(gini([0, 0, 0, 2]))
    (0.0, 0.75)
    """
    magnitudes = as_magnitudes(x, "x", "gini")
    require_nonzero(magnitudes, "gini")
    xp = namespace(magnitudes)
    n = magnitudes.shape[-1]
    ascending = xp.sort(magnitudes, axis=-1)
    scaled = ascending / ascending[..., -1:]
    weights = 2.0 * xp.cumulative_sum(xp.ones_like(scaled), axis=-1) - (n + 1.0)
    value = xp.sum(weights * scaled, axis=-1) / (n * xp.sum(scaled, axis=-1))
    return xp.clip(value, 0.0, 1.0 - 1.0 / n)


def hoyer(x: Any) -> Array:
    r"""Hoyer's index.

    (√n - ‖x‖_1/‖x‖_2)/(√n - 1).

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero, n >= 2.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1]; larger is sparser.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite, or n = 1.

    Notes
    -----
    Cost O(n). Clipped to its range against rounding only.

    References
    ----------
    hurley_rickard_2009, Table I; dossier lq.hoyer.

    Examples
    --------
    >>> float(hoyer([0, 5])), float(hoyer([2, 2, 2, 2]))
    (1.0, 0.0)
    """
    magnitudes = as_magnitudes(x, "x", "hoyer")
    n = magnitudes.shape[-1]
    if n == 1:
        raise DomainError("n=1 is outside {2,3,...} (hoyer): the index divides by sqrt(n) - 1; use n >= 2")
    require_nonzero(magnitudes, "hoyer")
    xp = namespace(magnitudes)
    scaled = magnitudes / xp.max(magnitudes, axis=-1, keepdims=True)
    ratio = xp.sum(scaled, axis=-1) / xp.sqrt(xp.sum(scaled * scaled, axis=-1))
    return xp.clip((math.sqrt(n) - ratio) / (math.sqrt(n) - 1.0), 0.0, 1.0)


def _two_exponents(q: Any, p: Any, where: str) -> tuple[float, float]:
    q, p = check_exponent(q, "q", where, infinite=True), check_exponent(p, "p", where, infinite=True)
    if math.isinf(q) and math.isinf(p):
        raise DomainError(f"q and p are both infinite ({where}); make one of them finite")
    return q, p


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "effective_sparsity",
        ("x", "q", "p"),
        effective_sparsity,
        ball_effective_sparsity,
        r"s_{{{q},{p}}}({x})",
        "lq.effs",
        sign="positive",
    ),
    Quantity("si", ("x", "q"), si, ball_si, r"SI_{{{q}}}({x})", "lq.si", sign="positive"),
    Quantity("pqi", ("x", "p", "q"), pqi, ball_pqi, r"I_{{{p},{q}}}({x})", "lq.pqi", sign="nonnegative"),
    Quantity("gini", ("x",), gini, ball_gini, r"\mathrm{{Gini}}({x})", "lq.gini", sign="nonnegative"),
    Quantity("hoyer", ("x",), hoyer, ball_hoyer, r"\mathrm{{Hoyer}}({x})", "lq.hoyer", sign="nonnegative"),
)
