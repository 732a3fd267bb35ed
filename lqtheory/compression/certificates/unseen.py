"""Statements about unseen inputs: limits that hold with a stated probability, never certificates.

Both need a sample that is independent of how the network was trained and pruned, and inputs drawn like that sample.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.errors import DataError, DomainError, InputTypeError

__all__ = ["conformal_radius", "unseen_accuracy"]


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
    from scipy.stats import beta

    for name, value in (("n_certified", n_certified), ("n", n)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise InputTypeError(f"{name}={value!r} is not an integer (unseen_accuracy)")
    if n < 1 or not 0 <= n_certified <= n:
        raise DomainError(f"n_certified={n_certified} is outside 0..n with n={n} >= 1 (unseen_accuracy)")
    _share(confidence, "confidence", "unseen_accuracy")
    if n_certified == 0:
        return 0.0
    if n_certified == n:
        return max(0.0, (1 - confidence) ** (1 / n) - 1e-12)
    return max(0.0, float(beta.ppf(1 - confidence, n_certified, n - n_certified + 1)) - 1e-12)


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
    values = np.asarray(errors.detach().cpu() if hasattr(errors, "detach") else errors, dtype=np.float64).ravel()
    if values.size == 0 or np.isnan(values).any():
        raise DataError("the errors are empty or contain NaN (conformal_radius); give at least one number")
    _share(coverage, "coverage", "conformal_radius")
    rank = math.ceil((values.size + 1) * Fraction(repr(float(coverage))))
    return math.inf if rank > values.size else float(np.sort(values)[rank - 1])


def _share(value: Any, name: str, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating)) or not 0 < value < 1:
        raise DomainError(f"{name}={value!r} is outside (0, 1) ({where})")
