"""Whole curves of best k-term errors (dossier ``lq.sigma``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import Array, as_magnitudes, check_exponent, is_numpy, masked_power, namespace
from lqtheory.quantities.norms import LONG, log_over_peak, norm_of_magnitudes
from lqtheory.quantities.summation import running_sums

__all__ = ["best_k_term_curve", "sigma_curve"]

#: Powers and ratios above exp(-SAFE_EXPONENT) neither vanish nor lose digits.
SAFE_EXPONENT = 600.0


def best_k_term_curve(x: Any, p: float) -> Array:
    r"""Best k-term errors of ``x`` in l_p for every k at once.

    (σ_0(x)_p, σ_1(x)_p, …, σ_n(x)_p) from sorted suffix sums.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    p : float
        Exponent of the error norm in (0, inf].

    Returns
    -------
    array of float64, shape (..., n + 1)
        Nonincreasing from ‖x‖_p to 0; exactly 0 once k >= ‖x‖_0.

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``p`` is not in (0, inf].

    Notes
    -----
    Cost O(n log n). Sums run from the small end; where the powers would leave the range of float64 they are summed
    in several scales. For several p of a long vector use :func:`lqtheory.quantities.bulk_curves.sigma_curves`.

    References
    ----------
    foucart_rauhut_2013, Definition 2.2; dossier lq.sigma.

    Examples
    --------
    >>> best_k_term_curve([3, 0, 4], 2).tolist()
    [5.0, 3.0, 0.0, 0.0]
    """
    p = check_exponent(p, "p", "best_k_term_curve", infinite=True)
    if is_numpy(x) and x.ndim == 1 and x.size > LONG and x.dtype.kind == "f":
        from lqtheory.quantities.bulk_curves import sigma_curves

        return sigma_curves(x, [p])[0]
    return curve_of_magnitudes(as_magnitudes(x, "x", "best_k_term_curve"), p)


def curve_of_magnitudes(magnitudes: Array, p: float) -> Array:
    """The curve of checked magnitudes, whatever their scales."""
    xp = namespace(magnitudes)
    norm_of_magnitudes(magnitudes, p, "best_k_term_curve")  # refuses a curve that overflows
    ordered = xp.sort(magnitudes, axis=-1, descending=True)
    if math.isinf(p):
        errors = ordered
    else:
        top = ordered[..., :1]
        safe_top = xp.where(top > 0, top, xp.ones_like(top))
        smallest = xp.min(xp.where(ordered > 0, ordered, safe_top) / safe_top)
        if not smallest > math.exp(-SAFE_EXPONENT / max(1.0, p)):
            errors = _curve_in_scales(ordered, safe_top, p * log_over_peak(ordered), p)
        else:
            sums = xp.flip(running_sums(xp.flip(masked_power(ordered / safe_top, p), axis=-1)), axis=-1)
            errors = _times_root(safe_top, sums, p)
    return xp.concat([errors, xp.zeros_like(errors[..., :1])], axis=-1)


def _times_root(factor: Array, sums: Array, p: float) -> Array:
    """``factor * sums ** (1/p)``, in three steps where the root of sums up to their number could overflow by itself."""
    if math.log(sums.shape[-1]) / p < 700.0:
        return factor * masked_power(sums, 1.0 / p)
    third = masked_power(sums, 1.0 / (3.0 * p))
    return factor * third * third * third


def _curve_in_scales(ordered: Array, top: Array, logs: Array, p: float) -> Array:
    """Suffix norms where powers or ratios leave the range of float64: one scale for each band of exponents.

    Entries of one band are summed relative to the upper end of the band; the sum over the smaller bands is carried
    over, where it may rightly vanish.
    """
    xp = namespace(ordered)
    positive, zero = ordered > 0, 0.0 * ordered
    width = SAFE_EXPONENT * min(1.0, p)
    band = xp.where(positive, xp.ceil(xp.where(positive, logs, zero) / width), zero)
    errors, carry, previous = zero, zero[..., :1], -math.inf
    for b in sorted({float(v) for v in np.unique(_plain(band))}):
        inside = positive & (band == b)
        terms = xp.where(inside, xp.exp(xp.where(inside, logs - b * width, zero)), zero)
        carry = carry * math.exp((previous - b) * width)
        sums = xp.flip(xp.cumulative_sum(xp.flip(terms, axis=-1), axis=-1), axis=-1) + carry
        third = math.exp(max(b * width / (3.0 * p), -700.0))  # in three steps, because the whole may underflow
        values = _times_root(top * third * third * third, xp.where(inside, sums, zero), p)
        errors = xp.where(inside, values, errors)
        carry, previous = sums[..., :1], b
    return errors


def _plain(x: Array) -> np.ndarray:
    """NumPy copy for decisions that carry no gradient."""
    if is_numpy(x):
        return np.asarray(x)
    return np.asarray(x.detach().cpu() if hasattr(x, "detach") else x)


def sigma_curve(x: Any, p: float) -> Array:
    """Best k-term errors for every k: the dossier's name of :func:`best_k_term_curve`.

    (σ_0(x)_p, …, σ_n(x)_p).

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    p : float
        Exponent of the error norm in (0, inf].

    Returns
    -------
    array of float64, shape (..., n + 1)

    Raises
    ------
    NormOverflowError, InputTypeError, ShapeError, DomainError
        As :func:`best_k_term_curve`.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> sigma_curve([2, -1], 1).tolist()
    [3.0, 1.0, 0.0]
    """
    return best_k_term_curve(x, p)
