"""Monte Carlo for cones with a projection; intervals hold at every sample size, with no appeal to normality.

The exception is :func:`sampled_variance`, whose interval is asymptotic.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.cones.devices import on_cpu
from lqtheory.cones.records import Cone, Estimate, check_cone
from lqtheory.errors import InputTypeError, UnsupportedError
from lqtheory.quantities.arrays import check_count, check_real

__all__ = ["sampled_intrinsic_volumes", "sampled_statistical_dimension", "sampled_variance"]

#: Numbers drawn at a time: half a megabyte, which stays in the cache of a processor; more for other devices.
BATCH, LARGE_BATCH = 1 << 16, 1 << 22


def sampled_statistical_dimension(
    cone: Cone,
    *,
    rng: np.random.Generator,
    samples: int = 4000,
    confidence: float = 0.99,
    convert: Callable[[np.ndarray], Any] | None = None,
) -> Estimate:
    r"""Statistical dimension by projecting Gaussian vectors.

    The mean F of T values ‖Π_C g‖² satisfies P(F - δ >= √(8δL/T) + 2L/T) <= e^{-L} and P(δ - F >= √(8δL/T)) <= e^{-L}:
    the moment generating function of ‖Π_C g‖² is at most that of the logarithmic Sobolev inequality. The interval
    solves both for δ, for the cone and for its polar.

    Parameters
    ----------
    cone : Cone
        With a projection.
    rng : numpy.random.Generator
        Source of randomness.
    samples : int
        Number T of samples, at least 2.
    confidence : float
        Of the interval, in (0, 1).
    convert : callable, optional
        Makes arrays of another kind from NumPy's, such as ``lambda g: torch.as_tensor(g, device="cuda")``.

    Returns
    -------
    Estimate
        ``value`` uses ‖g‖² as control variate; ``low`` and ``high`` do not.

    Raises
    ------
    InputTypeError, DomainError
        If a number is out of range.
    UnsupportedError
        If the cone has no projection.

    Notes
    -----
    Cost T projections.

    References
    ----------
    mccoy_tropp_2014; dossier geom.kin.concentration (the log-Sobolev step), section 10 (control variate).

    Examples
    --------
    >>> from lqtheory.cones import orthant
    >>> found = sampled_statistical_dimension(orthant(20), rng=np.random.default_rng(0), samples=500)
    >>> found.low < 10 < found.high
    True
    """
    confidence = check_real(confidence, "confidence", "sampled_statistical_dimension", 0.0, 1.0, "neither")
    inner, whole = _energies(cone, rng, samples, convert, "sampled_statistical_dimension")
    d, number = cone.dimension, inner.size
    slope = float(np.cov(inner, whole)[0, 1] / max(whole.var(ddof=1), 1e-300))
    adjusted = inner - slope * (whole - d)
    error = float(adjusted.std(ddof=1) / math.sqrt(number))
    log_odds = math.log(4.0 / (1.0 - confidence))
    low, high = _interval(float(inner.mean()), log_odds, number)
    other_low, other_high = _interval(float((whole - inner).mean()), log_odds, number)
    low, high = max(low, d - other_high, 0.0), min(high, d - other_low, float(d))
    return Estimate(float(adjusted.mean()), min(low, high), max(low, high), "sampled", number, error)


def sampled_variance(
    cone: Cone,
    *,
    rng: np.random.Generator,
    samples: int = 4000,
    convert: Callable[[np.ndarray], Any] | None = None,
) -> Estimate:
    r"""Variance of the intrinsic volume variable by projecting Gaussian vectors.

    Var V = Var ‖Π_C g‖² - 2δ, estimated by the sample variance minus twice the sample mean; it may be negative.

    Parameters
    ----------
    cone : Cone
        With a projection.
    rng : numpy.random.Generator
        Source of randomness.
    samples : int
        Number of samples, at least 2.
    convert : callable, optional
        As for :func:`sampled_statistical_dimension`.

    Returns
    -------
    Estimate
        ``low`` and ``high`` are four standard errors (of the jackknife) away: an asymptotic interval.

    Raises
    ------
    InputTypeError, DomainError
        If a number is out of range.
    UnsupportedError
        If the cone has no projection.

    References
    ----------
    mccoy_tropp_2014; dossier geom.iv.variance.

    Examples
    --------
    >>> from lqtheory.cones import orthant
    >>> found = sampled_variance(orthant(20), rng=np.random.default_rng(0), samples=2000)
    >>> found.low < 5 < found.high
    True
    """
    inner, _ = _energies(cone, rng, samples, convert, "sampled_variance")
    centred = inner - inner.mean()
    influence = centred**2 - 2.0 * centred
    error = float(influence.std(ddof=1) / math.sqrt(inner.size))
    value = float(inner.var(ddof=1) - 2.0 * inner.mean())
    return Estimate(value, value - 4.0 * error, value + 4.0 * error, "sampled", inner.size, error)


def sampled_intrinsic_volumes(
    cone: Cone, *, rng: np.random.Generator, samples: int = 4000, confidence: float = 0.99
) -> tuple[Estimate, ...]:
    r"""Intrinsic volumes of a polyhedral cone: the law of the dimension of the face that Gaussian vectors project to.

    Exact binomial (Clopper-Pearson) intervals, all of which hold together with the confidence asked for.

    Parameters
    ----------
    cone : Cone
        Polyhedral, so that it offers ``face_dimension``.
    rng : numpy.random.Generator
        Source of randomness.
    samples : int
        Number of samples, at least 2.
    confidence : float
        In (0, 1).

    Returns
    -------
    tuple of Estimate
        d + 1 of them.

    Raises
    ------
    InputTypeError, DomainError
        If a number is out of range.
    UnsupportedError
        If the cone does not know its faces.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.statdim.def.

    Examples
    --------
    >>> from lqtheory.cones import orthant
    >>> found = sampled_intrinsic_volumes(orthant(2), rng=np.random.default_rng(0), samples=500)
    >>> found[1].low < 0.5 < found[1].high
    True
    """
    from scipy.special import betaincinv

    where = "sampled_intrinsic_volumes"
    check_cone(cone, "cone", where)
    samples, rng = check_count(samples, "samples", 2, None, where), _checked(rng, where)
    confidence = check_real(confidence, "confidence", where, 0.0, 1.0, "neither")
    if cone.face_dimension is None:
        raise UnsupportedError(f"{cone.name} does not know its faces ({where}); polyhedral cones do")
    faces = np.asarray(cone.face_dimension(rng.standard_normal((samples, cone.dimension))))
    counts = np.bincount(faces.astype(np.int64), minlength=cone.dimension + 1)
    tail = (1.0 - confidence) / (2 * counts.size)
    found = []
    for count in counts.tolist():
        low = 0.0 if count == 0 else float(betaincinv(count, samples - count + 1, tail))
        high = 1.0 if count == samples else float(betaincinv(count + 1, samples - count, 1.0 - tail))
        share = count / samples
        found.append(Estimate(share, low, high, "sampled", samples, math.sqrt(share * (1 - share) / samples)))
    return tuple(found)


def _interval(mean: float, log_odds: float, number: int) -> tuple[float, float]:
    """All δ that a sample mean does not refute: roots of the two tail bounds in √δ."""
    width = 8.0 * log_odds / number
    root = math.sqrt(width) / 2.0
    high = (root + math.sqrt(root * root + mean)) ** 2
    rest = max(mean - 2.0 * log_odds / number, 0.0)
    return (math.sqrt(root * root + rest) - root) ** 2, high


def _checked(rng: Any, where: str) -> np.random.Generator:
    if not isinstance(rng, np.random.Generator):
        raise InputTypeError(
            f"rng is a {type(rng).__name__} ({where}), not a numpy.random.Generator; use numpy.random.default_rng(seed)"
        )
    return rng


def _energies(cone: Cone, rng: np.random.Generator, samples: int, convert: Any, where: str) -> tuple[Any, Any]:
    """‖Π_C g‖² and ‖g‖² of Gaussian vectors, drawn in batches."""
    check_cone(cone, "cone", where)
    samples, rng = check_count(samples, "samples", 2, None, where), _checked(rng, where)
    if convert is not None and not callable(convert):
        raise InputTypeError(f"convert is a {type(convert).__name__} ({where}), not a function of arrays; leave it out")
    step = max(1, (BATCH if convert is None else LARGE_BATCH) // cone.dimension)
    inner, whole = [], []
    for start in range(0, samples, step):
        g = rng.standard_normal((min(step, samples - start), cone.dimension))
        projected = on_cpu(cone.project(g if convert is None else convert(g)))
        inner.append(np.einsum("ij,ij->i", projected, projected))
        whole.append(np.einsum("ij,ij->i", g, g))
    return np.concatenate(inner), np.concatenate(whole)
