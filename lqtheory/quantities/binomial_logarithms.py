"""Logarithms of binomial probabilities for counts in the millions, integers or not, without large cancellations."""

from __future__ import annotations

import math

import numpy as np

__all__ = ["log_binomial_probability"]

#: Series of log Γ(x+1) - log(√(2πx) (x/e)^x) in 1/x, and where it is used.
_STIRLING, _FAR = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156), 16.0
#: Deviations of a count from its mean, in shares of the mean, up to which the series is used, and its terms.
_NEAR, _TERMS = 0.1, 20
#: Means below this are known by their logarithm alone.
_TINY = 1e-300


def log_binomial_probability(
    n: float, x: np.ndarray, chance: np.ndarray, other: np.ndarray, log_chance: np.ndarray, log_other: np.ndarray
) -> np.ndarray:
    r"""Logarithm of Γ(n+1)/(Γ(x+1) Γ(n-x+1)) p^x q^{n-x} by Loader's saddle point form.

    log P = S(n) - S(x) - S(n-x) - D(x, np) - D(n-x, nq) - ½ log(2πx(n-x)/n), S the error of Stirling's formula and
    D(x, m) = x log(x/m) + m - x, for p + q = 1.

    Parameters
    ----------
    n : float
        Above 0.
    x : array of float64
        In [0, n]; integers, or reals where 0, n or at least 1/2 from both.
    chance, other : arrays of float64
        p and q, each to full relative accuracy.
    log_chance, log_other : arrays of float64
        Their logarithms, which are used where the numbers themselves are too small for a float.

    Returns
    -------
    array of float64
        -inf where the probability is zero. Absolute error about 1e-15 around the mean, in the tails about 1e-16 of the
        value.

    References
    ----------
    loader_2000.

    Examples
    --------
    >>> half = np.full(3, 0.5)
    >>> logs = log_binomial_probability(2, np.array([0.0, 1.0, 2.0]), half, half, np.log(half), np.log(half))
    >>> [round(float(p), 14) for p in np.exp(logs)]
    [0.25, 0.5, 0.25]
    """
    rest = n - x
    inside = (x > 0) & (rest > 0)
    count, others = np.where(inside, x, 0.5 * n), np.where(inside, rest, 0.5 * n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (
            _stirling_error(np.array([float(n)]))
            - _stirling_error(count)
            - _stirling_error(others)
            - _deviance(count, n * chance, log_chance + math.log(n))
            - _deviance(others, n * other, log_other + math.log(n))
            - 0.5 * np.log(2.0 * math.pi * count * (others / n))
        )
        return np.where(inside, value, np.where(x > 0, n * log_chance, n * log_other))


def _stirling_error(x: np.ndarray) -> np.ndarray:
    """Log Γ(x+1) - log(√(2πx) (x/e)^x) for x >= 1/2."""
    import scipy.special

    near = np.minimum(x, _FAR)
    exact = scipy.special.gammaln(near + 1.0) - (near + 0.5) * np.log(near) + near - 0.5 * math.log(2.0 * math.pi)
    far = 1.0 / np.maximum(x, _FAR)
    series = sum(c * far ** (2 * k + 1) for k, c in enumerate(_STIRLING))
    return np.asarray(np.where(x <= _FAR, exact, series))


def _deviance(x: np.ndarray, mean: np.ndarray, log_mean: np.ndarray) -> np.ndarray:
    """X log(x/mean) + mean - x, by its series where x is near the mean; the mean may be too small for a float."""
    near = np.abs(x - mean) < _NEAR * mean
    u = np.where(near, x - mean, 0.0) / np.where(near, mean, 1.0)
    series = sum((-1.0) ** k * u**k / (k * (k - 1)) for k in range(2, _TERMS))
    logs = np.where(mean > _TINY, np.log(x / np.maximum(mean, _TINY)), np.log(x) - log_mean)
    return np.asarray(np.where(near, mean * series, x * logs + mean - x))
