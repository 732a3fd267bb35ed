"""Statements about unseen inputs: limits that hold with a stated probability, never certificates.

All need a sample that is independent of how the network was trained and pruned, and inputs drawn like that sample.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.errors import DataError, DomainError, InputTypeError
from lqtheory.quantities.unseen_limits import clopper_pearson_lower, conformal_rank, tolerance_rank

__all__ = ["at_rank", "conformal_radius", "tolerance_radius", "unseen_accuracy"]


def unseen_accuracy(n_certified: int, n: int, *, confidence: float = 0.95) -> float:
    r"""Lower Clopper-Pearson limit of the probability that an unseen input has the certified property.

    The largest p with P(Bin(n, p) >= n_certified) <= 1 − confidence: the 1 − confidence quantile of
    Beta(n_certified, n − n_certified + 1).

    Parameters
    ----------
    n_certified : int
        How many inputs of the sample have it, e.g. are certified correct.
    n : int
        Size of the sample, fixed beforehand and independent of training and pruning.
    confidence : float
        In (0, 1).

    Returns
    -------
    float
        With probability at least ``confidence`` over the sample, at most the probability for an unseen input; 0 if
        none is certified.

    Raises
    ------
    InputTypeError
        If a count is not an integer.
    DomainError
        If not 0 <= n_certified <= n with n >= 1, or the confidence is not in (0, 1).

    Notes
    -----
    One bound, chosen beforehand: the best of several looks at the same sample is not covered. Rounded down by 1e-12.

    References
    ----------
    clopper_pearson_1934.

    Examples
    --------
    >>> round(unseen_accuracy(100, 100), 4), unseen_accuracy(0, 100)
    (0.9705, 0.0)
    """
    for name, value in (("n_certified", n_certified), ("n", n)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise InputTypeError(f"{name}={value!r} is not an integer (unseen_accuracy)")
    if n < 1 or not 0 <= n_certified <= n:
        raise DomainError(f"n_certified={n_certified} is outside 0..n with n={n} >= 1 (unseen_accuracy)")
    _share(confidence, "confidence", "unseen_accuracy")
    return max(0.0, clopper_pearson_lower(n_certified, n, 1 - confidence) - 1e-12)


def conformal_radius(errors: Any, *, coverage: float = 0.95) -> float:
    r"""A radius that the error at one unseen input exceeds with probability at most 1 − coverage.

    The ⌈(n + 1) coverage⌉-th smallest of n errors (split conformal prediction); infinite if that is more than n.

    Parameters
    ----------
    errors : array-like or torch.Tensor, shape (n,)
        Errors, or bounds of errors, on a sample independent of training and pruning.
    coverage : float
        In (0, 1).

    Returns
    -------
    float

    Raises
    ------
    DataError
        If there are no errors, or one is not a number.
    DomainError
        If the coverage is not in (0, 1).

    Notes
    -----
    The probability is over sample and unseen input together; the input must be exchangeable with the sample.

    References
    ----------
    vovk_gammerman_shafer_2005.

    Examples
    --------
    >>> conformal_radius([1.0, 2.0, 3.0, 4.0], coverage=0.75), conformal_radius([1.0, 2.0], coverage=0.9)
    (4.0, inf)
    """
    values = _sorted(errors, "conformal_radius")
    _share(coverage, "coverage", "conformal_radius")
    return at_rank(values, conformal_rank(values.size, 1 - _decimal(coverage)))


def tolerance_radius(errors: Any, *, coverage: float = 0.95, confidence: float = 0.99) -> float:
    r"""A radius that the errors at a share ``coverage`` of all unseen inputs do not exceed, for most samples.

    The k-th smallest of n errors, k the smallest with P(Bin(n, coverage) >= k) <= 1 − confidence; infinite if there is
    none.

    Parameters
    ----------
    errors : array-like or torch.Tensor, shape (n,)
        Errors, or bounds of errors, on a sample independent of training and pruning; infinite ones come last.
    coverage : float
        Share of the unseen inputs, in (0, 1).
    confidence : float
        Probability, over the sample, with which the radius covers that share, in (0, 1).

    Returns
    -------
    float

    Raises
    ------
    DataError
        If there are no errors, or one is not a number.
    DomainError
        If coverage or confidence is not in (0, 1).

    Notes
    -----
    A statement about this sample, unlike that of :func:`conformal_radius`, which is about the average over samples.

    References
    ----------
    wilks_1941.

    Examples
    --------
    >>> tolerance_radius(range(59), confidence=0.95), tolerance_radius(range(58), confidence=0.95)
    (58.0, inf)
    """
    values = _sorted(errors, "tolerance_radius")
    _share(coverage, "coverage", "tolerance_radius")
    _share(confidence, "confidence", "tolerance_radius")
    return at_rank(values, tolerance_rank(values.size, 1 - _decimal(coverage), 1 - _decimal(confidence)))


def _sorted(errors: Any, where: str) -> np.ndarray:
    values = np.asarray(errors.detach().cpu() if hasattr(errors, "detach") else errors, dtype=np.float64).ravel()
    if values.size == 0 or np.isnan(values).any():
        raise DataError(f"the errors are empty or contain NaN ({where}); give at least one number")
    return np.sort(values)


def at_rank(values: np.ndarray, rank: int) -> float:
    """The value of a rank, infinite beyond the last one.

    Parameters
    ----------
    values : array of float64, shape (n,)
        Rising.
    rank : int
        In {1, ..., n + 1}.

    Returns
    -------
    float
    """
    return math.inf if rank > values.size else float(values[rank - 1])


def _decimal(value: float) -> Fraction:
    """The decimal that was written rather than the float next to it: 0.95 is 19/20."""
    return Fraction(repr(float(value)))


def _share(value: Any, name: str, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating)) or not 0 < value < 1:
        raise DomainError(f"{name}={value!r} is outside (0, 1) ({where})")
