"""Norms and quasi-norms of vectors, stable for every exponent (dossier ``lq.lognorm``, ``lq.weak``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import NormOverflowError
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    check_exponent,
    is_numpy,
    masked_log,
    masked_power,
    namespace,
)
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.norms import (
    ball_log_lq_norm,
    ball_lq_norm,
    ball_peak,
    ball_power_sum,
    ball_support_size,
)
from lqtheory.quantities.weak_lq import weak_lq_norm

#: From this exponent on, powers of ratios to the largest entry are safe: n^{1/q} stays finite for every n < 2^63, and
#: a ratio that vanishes in float64 would not have changed the sum. Below it, logarithms are used.
MODERATE = 0.1

#: Longer NumPy vectors are handled in blocks.
LONG = 1 << 16

__all__ = [
    "QUANTITIES",
    "log_lq_norm",
    "log_norm_over_peak",
    "lq_norm",
    "peak",
    "power_sum",
    "support_size",
    "weak_lq_norm",
]


def log_lq_norm(x: Any, q: float) -> Array:
    r"""Natural logarithm of the l_q quasi-norm of ``x``.

    ln‖x‖_q = ln M + (1/q) [ln n₀ + log1p((1/n₀) Σ expm1(q ln(|x_i|/M)))], M = max|x_i| over the n₀ nonzero entries.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    array of float64, shape (...)
        ``-inf`` for a zero vector; ``ln M`` at ``q = inf``.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``q`` is not in (0, inf].

    Notes
    -----
    Cost O(n). No overflow or underflow for any q; as q → 0 the limit ln n₀ / q + mean of ln|x_i|. Where one entry
    carries most of the sum, the bracket is evaluated as ln Σ (|x_i|/M)^q, because log1p near -1 would cancel.

    References
    ----------
    foucart_rauhut_2013; dossier lq.lognorm.

    Examples
    --------
    >>> round(float(log_lq_norm([4, -2, 1, 0.5, 0.25], 0.001)), 10)
    1609.4383928871
    """
    magnitudes = as_magnitudes(x, "x", "log_lq_norm")
    q = check_exponent(q, "q", "log_lq_norm", infinite=True)
    xp = namespace(magnitudes)
    top = xp.max(magnitudes, axis=-1)
    return masked_log(top) + log_norm_over_peak(magnitudes, q)


def log_norm_over_peak(magnitudes: Array, q: float) -> Array:
    r"""Logarithm of the ratio of the l_q quasi-norm to the largest magnitude.

    ln(‖x‖_q / max|x_i|) >= 0; differences of it are the logarithms of ratios of norms, free of the scale of ``x``.

    Parameters
    ----------
    magnitudes : array of float64, shape (..., n)
        Nonnegative entries, as :func:`lqtheory.quantities.arrays.as_magnitudes` returns them.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    array of float64, shape (...)
        0 for a zero vector and at ``q = inf``.

    Notes
    -----
    Cost O(n). Used by the other quantities; it does not check its input.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(log_norm_over_peak(np.ones(4), 0.5)), 12)
    2.77258872224
    """
    xp = namespace(magnitudes)
    if math.isinf(q):
        return 0.0 * xp.max(magnitudes, axis=-1)
    if q >= MODERATE:
        sums = _ratio_power_sum(magnitudes, q)
        return xp.log(xp.where(sums > 0, sums, xp.ones_like(sums))) / q
    exponents = q * log_over_peak(magnitudes)
    positive = magnitudes > 0
    count = xp.sum(xp.astype(positive, xp.float64), axis=-1)
    count = xp.where(count > 0, count, xp.ones_like(count))
    zeros, ones = xp.zeros_like(magnitudes), xp.ones_like(count)
    safe = xp.where(positive, exponents, zeros)
    deficit = xp.sum(xp.where(positive, xp.expm1(safe), zeros), axis=-1) / count
    spread = deficit > -0.5
    sums = xp.sum(xp.where(positive, xp.exp(safe), zeros), axis=-1)
    by_mean = xp.log(count) + xp.log1p(xp.where(spread, deficit, 0.0 * ones))
    by_sum = xp.log(xp.where(spread | (sums <= 0), ones, sums))
    return xp.where(spread, by_mean, by_sum) / q


def _ratio_power_sum(magnitudes: Array, q: float) -> Array:
    """Sum of the powers of magnitudes over the largest of their vector: in [1, n], or 0 for a zero vector."""
    xp = namespace(magnitudes)
    top = xp.max(magnitudes, axis=-1, keepdims=True)
    return xp.sum(masked_power(magnitudes / xp.where(top > 0, top, xp.ones_like(top)), q), axis=-1)


def log_over_peak(magnitudes: Array) -> Array:
    """Logarithms of the magnitudes divided by the largest of their vector, ``-inf`` at zeros; never overflows."""
    xp = namespace(magnitudes)
    top = xp.max(magnitudes, axis=-1, keepdims=True)
    safe_top = xp.where(top > 0, top, xp.ones_like(top))
    ratio = magnitudes / safe_top
    # A ratio below 1e-290 may have lost digits or vanished; there the difference of the logarithms is accurate enough.
    extreme = (ratio < 1e-290) & (magnitudes > 0)
    direct = masked_log(xp.where(extreme, xp.ones_like(ratio), ratio))
    if not bool(xp.any(extreme)):
        return direct
    return xp.where(extreme, masked_log(magnitudes) - xp.log(safe_top), direct)


def lq_norm(x: Any, q: float) -> Array:
    r"""The l_q norm (q >= 1) or quasi-norm (q < 1) of ``x``.

    ‖x‖_q = (Σ|x_i|^q)^{1/q}; the maximum norm at ``q = inf``.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    array of float64, shape (...)
        0 for a zero vector; ``|x_1|`` for a single entry, whatever q.

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64; use :func:`log_lq_norm` there.
    InputTypeError, ShapeError, DomainError
        As :func:`log_lq_norm`.

    Notes
    -----
    Cost O(n). Entries are divided by the largest first, so nothing overflows or underflows on the way. For many
    exponents of a long vector use :func:`lqtheory.quantities.bulk_norms.lq_norms`.

    References
    ----------
    foucart_rauhut_2013; dossier lq.lognorm.

    Examples
    --------
    >>> float(lq_norm([3, -4], 2)), float(lq_norm([1, 1, 1, 1], 0.5))
    (5.0, 16.0)
    """
    q = check_exponent(q, "q", "lq_norm", infinite=True)
    if is_numpy(x) and x.ndim == 1 and x.size > LONG and x.dtype.kind == "f":
        from lqtheory.quantities.bulk_norms import lq_norms

        return lq_norms(x, [q])[0]
    magnitudes = as_magnitudes(x, "x", "lq_norm")
    return norm_of_magnitudes(magnitudes, q, "lq_norm")


def norm_of_magnitudes(magnitudes: Array, q: float, where: str) -> Array:
    """The l_q norm of checked magnitudes: peak times ratio, the ratio by powers or, where they overflow, by logs."""
    xp = namespace(magnitudes)
    top = xp.max(magnitudes, axis=-1)
    if math.isinf(q):
        return top
    with np.errstate(over="ignore"):  # looked for below
        if q >= MODERATE:
            norm = top * masked_power(_ratio_power_sum(magnitudes, q), 1.0 / q)
        else:
            third = xp.exp(xp.clip(log_norm_over_peak(magnitudes, q), None, 2000.0) / 3.0)
            norm = top * third * third * third  # in three steps: for a tiny vector only the product is representable
    if bool(xp.any(xp.isinf(norm))):
        raise NormOverflowError(f"norm overflows; use log_norm: the l_q norm at q={q:g} exceeds 1.8e308 ({where})")
    return norm


def power_sum(x: Any, q: float) -> Array:
    r"""Sum of the q-th powers of the magnitudes.

    Σ|x_i|^q with 0^q = 0.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    q : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``q`` is not in (0, inf).

    Notes
    -----
    Cost O(n), pairwise sums. The powers themselves may leave the range of float64; norms do not.

    References
    ----------
    foucart_rauhut_2013; dossier lq.lognorm.

    Examples
    --------
    >>> float(power_sum([4, 0, -1], 0.5))
    3.0
    """
    magnitudes = as_magnitudes(x, "x", "power_sum")
    q = check_exponent(q, "q", "power_sum")
    return namespace(magnitudes).sum(masked_power(magnitudes, q), axis=-1)


def peak(x: Any) -> Array:
    r"""Largest magnitude.

    ‖x‖_∞ = max|x_i|.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n).

    Examples
    --------
    >>> float(peak([1, -3, 2]))
    3.0
    """
    magnitudes = as_magnitudes(x, "x", "peak")
    return namespace(magnitudes).max(magnitudes, axis=-1)


def support_size(x: Any) -> Array:
    r"""Number of nonzero entries.

    ‖x‖_0 = #{i : x_i ≠ 0}.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of int64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n). ``-0.0`` counts as zero, a subnormal number does not.

    Examples
    --------
    >>> int(support_size([0.0, -0.0, 5e-324]))
    1
    """
    magnitudes = as_magnitudes(x, "x", "support_size")
    xp = namespace(magnitudes)
    return xp.sum(xp.astype(magnitudes > 0, xp.int64), axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "log_lq_norm", ("x", "q"), log_lq_norm, ball_log_lq_norm, r"\ln\|{x}\|_{{{q}}}", "lq.lognorm", sign="real"
    ),
    Quantity(
        "lq_norm",
        ("x", "q"),
        lq_norm,
        ball_lq_norm,
        r"\|{x}\|_{{{q}}}",
        "lq.lognorm",
        sign="nonnegative",
        positive_if_nonzero=True,
    ),
    Quantity(
        "power_sum",
        ("x", "q"),
        power_sum,
        ball_power_sum,
        r"\|{x}\|_{{{q}}}^{{{q}}}",
        "lq.lognorm",
        sign="nonnegative",
        positive_if_nonzero=True,
    ),
    Quantity(
        "peak", ("x",), peak, ball_peak, r"\|{x}\|_\infty", "lq.lognorm", sign="nonnegative", positive_if_nonzero=True
    ),
    Quantity(
        "support_size",
        ("x",),
        support_size,
        ball_support_size,
        r"\|{x}\|_0",
        "",
        sign="nonnegative",
        positive_if_nonzero=True,
        integer=True,
    ),
)
