"""Descent cones of the l_1 norm at sparse vectors (dossier ``geom.descent.l1``): dimension per coordinate."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.batches import as_numbers, batched
from lqtheory.quantities.gaussian_tails import check_share, log_odds, root_at_log_odds, tail_factors
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.descent_cones import (
    ball_l1_descent_share,
    ball_l1_descent_threshold,
    ball_nonnegative_descent_share,
    ball_nonnegative_descent_threshold,
)

__all__ = [
    "QUANTITIES",
    "DescentPoint",
    "l1_descent_at_log_odds",
    "l1_descent_dimension_bound",
    "l1_descent_share",
    "l1_descent_threshold",
    "nonnegative_descent_share",
    "nonnegative_descent_threshold",
]


class DescentPoint(NamedTuple):
    """A point of the curve: threshold τ, log ψ, and 1 - ψ, none of which underflows where ρ or 1 - ρ does."""

    threshold: Any
    log_share: Any
    complement: Any


def _plain(values: np.ndarray) -> Any:
    return values if values.ndim else float(values)


def _solve(rho: np.ndarray, shift: float) -> tuple[np.ndarray, np.ndarray]:
    """Threshold and share; ``shift`` is log 2 for one-sided tails."""
    threshold = root_at_log_odds(log_odds(rho) + shift)
    finite = np.where(np.isinf(threshold), 1.0, threshold)
    share = rho / tail_factors(finite)[1]
    return threshold, np.where(rho == 1.0, 1.0, np.minimum(share, 1.0))


@batched(rho=0, vectorised=["rho"])
def l1_descent_share(rho: Any) -> Any:
    r"""Statistical dimension per coordinate of the l_1 descent cone at a vector with a fraction ρ of nonzero entries.

    ψ(ρ) = inf_τ {ρ(1+τ²) + (1-ρ) E(|g|-τ)_+²} = ρ + (1-ρ) 2Q(τ*) = ρ/(1 - τ* Q(τ*)/φ(τ*)).

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        In [0, 1], increasing; 0 at 0 and 1 at 1 exactly. δ/d lies between ψ(ρ) - gap/d and ψ(ρ).

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    Cost under a microsecond per point for arrays. The last form has no cancellation: relative error below 1e-14 for all
    floats, also denormal ones. For ρ below 1e-308 or 1 - ρ below 1e-16 use :func:`l1_descent_at_log_odds`.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 4.5; dossier geom.descent.l1.

    Examples
    --------
    >>> round(1e8 * l1_descent_share(1e-9), 12)
    3.339653105973
    """
    return _plain(_solve(check_share(rho, "rho", "l1_descent_share"), 0.0)[1])


@batched(rho=0, vectorised=["rho"])
def l1_descent_threshold(rho: Any) -> Any:
    r"""The threshold τ* at which the statistical dimension of the l_1 descent cone is attained.

    The root of ρτ = (1-ρ) 2(φ(τ) - τQ(τ)).

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        Decreasing from inf at 0 to 0 at 1, both exactly.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    Newton's method for the logarithm of τ within a bracket from a table. Relative error below 1e-14.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 4.5; dossier geom.descent.l1.

    Examples
    --------
    >>> round(l1_descent_threshold(0.1), 12)
    1.140171145836
    """
    return _plain(_solve(check_share(rho, "rho", "l1_descent_threshold"), 0.0)[0])


@batched(rho=0, vectorised=["rho"])
def nonnegative_descent_share(rho: Any) -> Any:
    r"""Statistical dimension per coordinate of the l_1 descent cone among nonnegative vectors.

    ψ_+(ρ) = ρ + (1-ρ) Q(τ), with ρτ = (1-ρ)(φ(τ) - τQ(τ)).

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        In [0, 1], increasing; at most ψ(ρ).

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    As :func:`l1_descent_share`, at twice the odds.

    References
    ----------
    Dossier geom.descent.nonneg.

    Examples
    --------
    >>> round(nonnegative_descent_share(0.1), 12)
    0.265304324763
    """
    return _plain(_solve(check_share(rho, "rho", "nonnegative_descent_share"), math.log(2.0))[1])


@batched(rho=0, vectorised=["rho"])
def nonnegative_descent_threshold(rho: Any) -> Any:
    r"""The threshold of :func:`nonnegative_descent_share`.

    The root of ρτ = (1-ρ)(φ(τ) - τQ(τ)).

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        Decreasing from inf to 0.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    References
    ----------
    Dossier geom.descent.nonneg.

    Examples
    --------
    >>> round(nonnegative_descent_threshold(0.5), 12)
    0.276029804798
    """
    return _plain(_solve(check_share(rho, "rho", "nonnegative_descent_threshold"), math.log(2.0))[0])


def l1_descent_dimension_bound(d: int, s: int) -> float:
    r"""Upper bound on the statistical dimension of the l_1 descent cone at an s-sparse vector of R^d.

    d ψ(s/d) >= δ, too large by at most 1 + (d-s)/s · 2Q(τ*) <= 3.

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {0, ..., d}.

    Returns
    -------
    float
        0 at s = 0, d at s = d.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If ``s`` exceeds ``d`` or is negative.

    References
    ----------
    Dossier geom.descent.l1, geom.descent.gap.

    Examples
    --------
    >>> round(l1_descent_dimension_bound(100, 5), 9)
    20.389985633
    """
    d = check_count(d, "d", 1, None, "l1_descent_dimension_bound")
    s = check_count(s, "s", 0, d, "l1_descent_dimension_bound", "d")
    return d * float(l1_descent_share(s / d))


@batched(level=0, vectorised=["level"])
def l1_descent_at_log_odds(level: Any) -> DescentPoint:
    r"""The curve of the l_1 descent cone where ρ or 1 - ρ is too small for a float.

    τ, log ψ = log ρ - log(1 - τQ/φ) and 1 - ψ = (1-ρ)(1 - 2Q(τ)) at ρ = 1/(1 + e^{-level}).

    Parameters
    ----------
    level : float or array of float64, shape (...)
        log(ρ/(1-ρ)), finite and at least -1e11.

    Returns
    -------
    DescentPoint
        Each with shape (...).

    Raises
    ------
    DomainError
        If a level is out of range.

    References
    ----------
    Dossier geom.descent.l1.

    Examples
    --------
    >>> point = l1_descent_at_log_odds(-340 * math.log(10))
    >>> round(point.threshold, 6), round(point.log_share, 6)
    (39.28457, -775.535328)
    """
    import scipy.special

    levels = as_numbers(level, "level", "l1_descent_at_log_odds")
    wrong = levels[~((levels >= -1e11) & (levels < math.inf))]
    if wrong.size:
        raise DomainError(f"level={wrong[0]} is outside [-1e+11, inf) (l1_descent_at_log_odds); use log(rho/(1-rho))")
    threshold = root_at_log_odds(levels)
    _, slope, _ = tail_factors(threshold)
    log_rho = -np.logaddexp(0.0, -levels)
    complement = np.exp(-np.logaddexp(0.0, levels)) * scipy.special.erf(threshold / math.sqrt(2.0))
    log_share = np.where(levels > 0, np.log1p(-np.minimum(complement, 0.5)), log_rho - np.log(slope))
    return DescentPoint(*map(_plain, (threshold, log_share, complement)))


def _quantity(name: str, array: Any, ball: Any, latex: str, which: str) -> Quantity:
    return Quantity(name, ("rho",), array, ball, latex, f"geom.descent.{which}", sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("l1_descent_share", l1_descent_share, ball_l1_descent_share, r"\psi({rho})", "l1"),
    _quantity("l1_descent_threshold", l1_descent_threshold, ball_l1_descent_threshold, r"\tau^*({rho})", "l1"),
    _quantity(
        "nonnegative_descent_share",
        nonnegative_descent_share,
        ball_nonnegative_descent_share,
        r"\psi_+({rho})",
        "nonneg",
    ),
    _quantity(
        "nonnegative_descent_threshold",
        nonnegative_descent_threshold,
        ball_nonnegative_descent_threshold,
        r"\tau_+^*({rho})",
        "nonneg",
    ),
)
