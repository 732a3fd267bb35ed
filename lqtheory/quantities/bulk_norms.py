"""Many norms of a long vector at once, and certified brackets from a histogram of its bits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.arrays import as_magnitudes, check_exponent
from lqtheory.quantities.norms import norm_of_magnitudes, peak
from lqtheory.quantities.selection import bucket_edges, magnitude_histogram, plain_vector

__all__ = ["lq_norm_bracket", "lq_norms"]

#: Entries handled at a time: two float64 buffers of this size fit into the second-level cache.
BLOCK = 1 << 15

#: Up to this exponent powers are taken as exp(q log): the error of q log stays below that of a power.
LOGARITHMIC = 0.25

#: Most factors in a running product, and the smallest step: both keep its rounding below 1e-14 after the root.
MOST_FACTORS, SMALLEST_STEP = 64, 0.05

#: Unit in the last place of 1, and the units granted to the library's ``pow`` (measured: below 1).
ULP, POW_ULPS = 2.0**-52, 8.0


def lq_norms(x: Any, qs: Sequence[float]) -> np.ndarray:
    r"""The l_q norms of a long vector for several exponents, in one pass.

    (‖x‖_q)_q with ‖x‖_q = (Σ|x_i|^q)^{1/q}.

    Parameters
    ----------
    x : array-like, shape (n,)
        Real entries; float32 is read in place.
    qs : sequence of float
        Exponents in (0, inf].

    Returns
    -------
    numpy.ndarray of float64, shape (len(qs),)

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric vector or an exponent is not in (0, inf].

    Notes
    -----
    Cost O(n len(qs)) with one power per entry if the exponents are multiples of the smallest one (0.1, 0.2, ..., 1):
    the others are running products. Blocks of the size of the cache, so extra memory does not grow with n; partial
    sums are added exactly. Relative error about 1e-15. Vectors whose powers would leave the range of float64 go
    through :func:`lqtheory.quantities.norms.norm_of_magnitudes`.

    References
    ----------
    Dossier lq.lognorm.

    Examples
    --------
    >>> lq_norms([3.0, -4.0], [1, 2, float("inf")]).tolist()
    [7.0, 5.0, 4.0]
    """
    vector = plain_vector(x, "lq_norms")
    exponents = [check_exponent(q, "q", "lq_norms", infinite=True) for q in qs]
    if not exponents:
        raise ShapeError("qs is empty (lq_norms); give at least one exponent")
    finite = sorted({q for q in exponents if math.isfinite(q)})
    scale = _typical_scale(vector)
    if finite and not _powers_fit(vector, finite[-1], scale):
        magnitudes = as_magnitudes(vector, "x", "lq_norms")
        return np.array([float(norm_of_magnitudes(magnitudes, q, "lq_norms")) for q in exponents])
    sums = _power_sums(vector, finite, scale) if finite else []
    norms = {q: _norm_from_sum(total, q, scale) for q, total in zip(finite, sums, strict=True)}
    if len(norms) < len(set(exponents)):
        norms[math.inf] = float(peak(vector))
    return np.array([norms[q] for q in exponents])


def lq_norm_bracket(x: Any, q: float) -> tuple[float, float]:
    r"""Certified bounds on the l_q norm of a long vector from a histogram of its leading bits.

    (Σ c_b e_b^q)^{1/q} <= ‖x‖_q <= (Σ c_b e_{b+1}^q)^{1/q}: c_b entries have magnitudes in [e_b, e_{b+1}).

    Parameters
    ----------
    x : array-like, shape (n,)
        Real entries; float32 is read in place (buckets of relative width 1/128 to 1/256, float64: 1/16 to 1/32).
    q : float
        Exponent in (0, inf].

    Returns
    -------
    tuple of float
        ``(low, high)`` with ``low <= ‖x‖_q <= high``, rounding included; both exact at ``q = inf``.

    Raises
    ------
    NormOverflowError
        If the upper bound exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric vector or ``q`` is not in (0, inf].

    Notes
    -----
    Cost O(n), one pass of counting; memory that of the histogram. Zeros are counted apart. Certain provided that the
    library's ``pow`` errs by at most 8 units in the last place.

    References
    ----------
    Dossier lq.lognorm.

    Examples
    --------
    >>> low, high = lq_norm_bracket([3.0, -4.0], 2)
    >>> low <= 5.0 <= high
    True
    """
    where = "lq_norm_bracket"
    vector = plain_vector(x, where)
    q = check_exponent(q, "q", where, infinite=True)
    if math.isinf(q):
        top = float(peak(vector))
        return top, top
    counts, zeros = magnitude_histogram(vector, where)
    counts[0] -= zeros
    edges = bucket_edges(vector.dtype)
    used = np.flatnonzero(counts)
    if used.size == 0:
        return 0.0, 0.0
    lows, highs, weights = edges[used], edges[used + 1], counts[used].astype(np.float64)
    lows[0] = max(lows[0], float(np.finfo(vector.dtype).smallest_subnormal))
    if math.isinf(highs[-1]):
        highs[-1] = float(np.finfo(vector.dtype).max)
    return _root_of_sum(lows, weights, q, -1.0, where), _root_of_sum(highs, weights, q, 1.0, where)


def _root_of_sum(values: np.ndarray, weights: np.ndarray, q: float, side: float, where: str) -> float:
    """(Σ w v^q)^{1/q}, moved outward (side 1: up, -1: down) by more than its rounding error."""
    top = float(values[-1])
    ratios = values / top
    total = math.fsum((weights * np.power(ratios, q)).tolist())
    # Errors relative to the sum: 1 unit q-fold from each ratio (and absolutely, where a ratio is subnormal), pow,
    # product and sum; relative to the root: those over q, the rounding of 1/q, pow and the last product.
    error = ((q + POW_ULPS + 3.0) / q + abs(math.log(total)) / q + POW_ULPS + 3.0) * ULP
    vanished = float(weights[ratios < 1e-300].sum()) * 1e-300 ** min(q, 1.0) if side > 0 else 0.0
    try:
        bound = top * math.pow(total + vanished, 1.0 / q) * (1.0 + side * error)
    except OverflowError:
        bound = math.inf
    if math.isinf(bound):
        raise NormOverflowError(f"norm overflows: the bracket at q={q:g} exceeds 1.8e308 ({where}); use log_lq_norm")
    return max(math.nextafter(bound, side * math.inf), 0.0)


def _typical_scale(vector: np.ndarray) -> float:
    """Power of two near the median magnitude of a sample: logarithms relative to it are small and keep their digits."""
    sample = np.abs(vector[:: max(1, vector.size // 1024)])
    nonzero = sample[sample > 0]
    if nonzero.size == 0 or not np.isfinite(nonzero).all():
        return 1.0
    return math.ldexp(1.0, int(np.clip(math.frexp(float(np.median(nonzero)))[1], -1000, 1000)))


def _powers_fit(vector: np.ndarray, largest: float, scale: float) -> bool:
    """Whether powers up to ``largest`` of all entries over the scale, and their sum, stay in the range of float64."""
    if vector.dtype == np.float32:
        return largest <= 3.0
    top = max(float(vector.max()), -float(vector.min()))
    if not math.isfinite(top):
        raise DomainError("x must be finite, but holds NaN or infinity (lq_norms); drop or replace them")
    if top == 0.0:
        return True
    bottom = min(float(np.min(np.abs(block), where=block != 0, initial=top)) for block in _blocks(vector))
    reach = max(abs(math.log(top) - math.log(scale)), abs(math.log(bottom) - math.log(scale)))
    return max(largest, 1.0) * reach < 600.0


def _blocks(vector: np.ndarray) -> list[np.ndarray]:
    return [vector[i : i + BLOCK] for i in range(0, vector.size, BLOCK)]


def _factors(exponents: list[float]) -> list[int] | None:
    """Multiples of the smallest exponent that the sorted exponents are, or ``None`` if running products do not pay."""
    step = exponents[0]
    multiples = [round(q / step) for q in exponents]
    close = all(abs(q - m * step) <= 4.0 * ULP * q for q, m in zip(exponents, multiples, strict=True))
    worth = multiples[-1] <= min(MOST_FACTORS, 6 * len(exponents))
    return multiples if close and worth and step >= SMALLEST_STEP else None


def _power_sums(vector: np.ndarray, exponents: list[float], scale: float) -> list[float]:
    """Σ|x_i/scale|^q for sorted exponents, block by block."""
    factors = _factors(exponents)
    partial: list[list[float]] = [[] for _ in exponents]
    size = min(BLOCK, vector.size)
    buffers = np.empty((3, size))
    with np.errstate(divide="ignore", invalid="ignore"):  # log 0 = -inf is meant; NaN is looked for in the sums
        for block in _blocks(vector):
            values, powers, running = buffers[:, : block.size]
            np.multiply(block, 1.0 / scale, out=values, dtype=np.float64, casting="same_kind")
            np.abs(values, out=values)
            if factors is None:
                for sums, q in zip(partial, exponents, strict=True):
                    sums.append(float(_raised(values, q, powers).sum()))
                continue
            current, reached = _raised(values, exponents[0], powers), 1
            for sums, factor in zip(partial, factors, strict=True):
                while reached < factor:
                    current, reached = np.multiply(current, powers, out=running), reached + 1
                sums.append(float(current.sum()))
    totals = [math.fsum(sums) if all(map(math.isfinite, sums)) else math.nan for sums in partial]
    if any(map(math.isnan, totals)):
        raise DomainError("x must be finite, but holds NaN or infinity (lq_norms); drop or replace them")
    return totals


def _raised(values: np.ndarray, q: float, out: np.ndarray) -> np.ndarray:
    """``values ** q`` into ``out``, by cheaper functions where they exist.

    Small exponents of values near 1 lose nothing by exp(q log), which takes half the time of a power.
    """
    if q == 1.0:
        out[...] = values
    elif q == 2.0:
        np.multiply(values, values, out=out)
    elif q == 0.5:
        np.sqrt(values, out=out)
    elif q <= LOGARITHMIC:
        np.log(values, out=out)
        np.multiply(out, q, out=out)
        np.exp(out, out=out)
    else:
        np.power(values, q, out=out)
    return out


def _norm_from_sum(total: float, q: float, scale: float) -> float:
    """``scale * total ** (1/q)``, in three steps so that only the product can overflow."""
    if total == 0.0:
        return 0.0
    log_root = math.log(total) / q
    if abs(log_root) < 700.0:
        norm = scale * math.pow(total, 1.0 / q)
    elif abs(log_root) < 2000.0:
        third = math.pow(total, 1.0 / (3.0 * q))
        norm = scale * third * third * third
    else:
        norm = math.inf if log_root > 0 else 0.0
    if math.isinf(norm):
        raise NormOverflowError(f"norm overflows; use log_norm: the l_q norm at q={q:g} exceeds 1.8e308 (lq_norms)")
    return norm
