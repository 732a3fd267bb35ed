"""Weights and biases rounded to few half-precision values (``coreset.quantize``)."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.errors import DataError, DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.code_lengths import BIAS_BITS

__all__ = ["bias_levels", "log_uniform_codebook", "quantise", "quantise_biases"]

_LARGEST = float(np.finfo(np.float16).max)


def log_uniform_codebook(low: float, high: float, m: int) -> np.ndarray:
    r"""Magnitudes whose neighbours have one ratio, rounded to half precision.

    c_j = low (high/low)^{j/(m-1)}; for m = 1 the harmonic mean, whose relative errors at both ends are equal.

    Parameters
    ----------
    low, high : float
        Smallest and largest magnitude, 0 < low <= high.
    m : int
        Number of entries, at least 1.

    Returns
    -------
    array of float64, shape (at most m,)
        Rising; entries that round to the same number are one.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range, or half precision does not hold the ends.

    References
    ----------
    Dossier coreset.quantize.

    Examples
    --------
    >>> log_uniform_codebook(1.0, 8.0, 4).tolist()
    [1.0, 2.0, 4.0, 8.0]
    """
    low = check_real(low, "low", "log_uniform_codebook", 0.0, math.inf, "neither")
    high = check_real(high, "high", "log_uniform_codebook", low, math.inf, "left")
    m = check_count(m, "m", 1, None, "log_uniform_codebook")
    if high > _LARGEST or np.float16(low) == 0:
        raise DomainError(
            f"magnitudes from {low:.3g} to {high:.3g} do not fit half precision (log_uniform_codebook); scale the layer"
        )
    exact = low * (high / low) ** (np.arange(m) / (m - 1)) if m > 1 else np.array([2 * low / (1 + low / high)])
    return np.unique(exact.astype(np.float16)).astype(np.float64)


def quantise(values: np.ndarray, bits: int, *, dynamic_range: float | None = None) -> np.ndarray:
    r"""Values rounded to the nearest entries of a log-uniform codebook with 2^bits signed entries; zeros stay zeros.

    Half of the entries are for each sign where both occur: relative error at most τ = (ρ-1)/(ρ+1) up to the rounding to
    half precision, ρ = R^{1/(m-1)} for m magnitudes and R the dynamic range.

    Parameters
    ----------
    values : array of float, any shape
        Finite values.
    bits : int
        In {1, ..., 16}.
    dynamic_range : float, optional
        R > 1; by default the ratio of the largest to the smallest magnitude. What is nearer to 0 than to the smallest
        entry becomes 0, and is not coded.

    Returns
    -------
    array of float64, same shape
        At most 2^bits different values besides 0, each exact in half precision.

    Raises
    ------
    DataError
        If a value is NaN or infinite.
    InputTypeError, DomainError
        If an argument is out of range, or half precision does not hold the codebook.

    References
    ----------
    Dossier coreset.quantize; :func:`lqtheory.quantities.code_lengths.codebook_error`.

    Examples
    --------
    >>> quantise(np.array([1.0, 0.0, 0.24, 3.9]), 1, dynamic_range=4.0).tolist()
    [0.97509765625, 0.0, 0.0, 3.900390625]
    """
    bits = check_count(bits, "bits", 1, 16, "quantise", "16")
    given = np.asarray(values, dtype=np.float64)
    if not np.isfinite(given).all():
        raise DataError("the values hold NaN or infinity (quantise)")
    sizes = np.abs(given[given != 0])
    if not sizes.size:
        return np.zeros_like(given)
    high, low = float(sizes.max()), float(sizes.min())
    if dynamic_range is not None:
        low = max(low, high / check_real(dynamic_range, "dynamic_range", "quantise", 1.0, math.inf, "neither"))
    both = bool((given > 0).any() and (given < 0).any())
    codebook = log_uniform_codebook(low, high, 2 ** (bits - both))
    nearest = codebook[np.searchsorted(0.5 * (codebook[1:] + codebook[:-1]), np.abs(given))]
    if dynamic_range is None:
        return np.where(given == 0, 0.0, np.copysign(nearest, given))
    return np.where(np.abs(given) < 0.5 * codebook[0], 0.0, np.copysign(nearest, given))


def bias_levels(ends: np.ndarray) -> np.ndarray:
    """The 2^6 equidistant levels between two ends.

    Parameters
    ----------
    ends : array of float16, shape (2,)
        Lowest and highest.

    Returns
    -------
    array of float64, shape (64,)
        Both ends among them, exactly.
    """
    low, high = (float(end) for end in ends)
    shares = np.arange(2**BIAS_BITS) / (2**BIAS_BITS - 1)
    between: np.ndarray = np.clip((1 - shares) * low + shares * high, low, high)
    return between


def quantise_biases(values: np.ndarray) -> np.ndarray:
    """Biases rounded to the nearest of 2^6 levels between the smallest and the largest of them.

    Parameters
    ----------
    values : array of float, shape (n,)
        Finite values.

    Returns
    -------
    array of float64, shape (n,)
        Smallest and largest are rounded to half precision.

    Raises
    ------
    DataError
        If a value is NaN or infinite.
    DomainError
        If half precision does not hold them.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> quantise_biases(np.array([0.0, 0.5, 1.0])).round(4).tolist()
    [0.0, 0.5079, 1.0]
    """
    given = np.asarray(values, dtype=np.float64)
    if not np.isfinite(given).all():
        raise DataError("the biases hold NaN or infinity (quantise_biases)")
    if np.abs(given).max(initial=0.0) > _LARGEST:
        raise DomainError("the biases do not fit half precision (quantise_biases); scale the layer")
    levels = bias_levels(np.array([given.min(), given.max()]).astype(np.float16))
    nearest = levels[np.abs(given[:, None] - levels).argmin(1)]
    # The ends are attained, also where rounding them moves them by more than a level: the encoder finds them again.
    rounded: np.ndarray = np.where(given == given.max(), levels[-1], np.where(given == given.min(), levels[0], nearest))
    return rounded
