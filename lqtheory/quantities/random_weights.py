"""Predictions for random weights (dossier section 8): the whole room by one import, and the band of the pruned mass."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.quantities.arrays import check_count, check_exponent, check_real
from lqtheory.quantities.finite_expectations import finite_n_expectation
from lqtheory.quantities.laws import fractions, law_at
from lqtheory.quantities.random_weight_limits import (
    effective_sparsity_limit,
    gini_limit,
    pqi_limit,
    typical_best_k_term_error,
)
from lqtheory.quantities.random_weight_shares import share, truncated_moment
from lqtheory.quantities.random_weight_thresholds import keep_fraction, moment, threshold

__all__ = [
    "Band",
    "clt_variance",
    "effective_sparsity_limit",
    "finite_n_expectation",
    "gini_limit",
    "keep_fraction",
    "moment",
    "pqi_limit",
    "prediction_band",
    "share",
    "threshold",
    "truncated_moment",
    "typical_best_k_term_error",
]


class Band(NamedTuple):
    """Predicted mean of the pruned mass per weight, and the ends of its band."""

    low: Any
    middle: Any
    high: Any


def clt_variance(law: str, f: Any = None, p: float = 2.0, *, g: Any = None, **parameters: float) -> Any:
    r"""Asymptotic variance of the pruned mass.

    √n (σ_k^p/n - D_p) converges to N(0, V), V = Var((τ^p - |w|^p)_+) = τ^{2p} f g - 2 τ^p f D_p + D_{2p} - D_p².

    Parameters
    ----------
    law : str
        ``gauss`` (sigma), ``laplace`` (b), ``ggd`` (beta, a), ``uniform`` (a), ``student`` (nu, scale), ``pareto``
        (alpha, x_m).
    f, g : float or array-like
        Keep fraction, or pruned fraction g = 1 - f; exactly one of them.
    p : float
        Exponent, > 0.
    **parameters : float
        Parameters of the law.

    Returns
    -------
    float or array of float64
        0 at f = 1; at f = 0 the variance of |w|^p, inf where that is infinite.

    Raises
    ------
    InputTypeError, DomainError
        If the law, a parameter, a fraction or ``p`` is not allowed.

    References
    ----------
    Dossier lq.stoch.clt.

    Examples
    --------
    >>> round(clt_variance("gauss", 0.1), 12)
    0.805178199874
    """
    law_at(law, parameters, "clt_variance")
    p = check_exponent(p, "p", "clt_variance")
    kept, pruned = fractions(f, g, "clt_variance")
    given = {"f": f} if g is None else {"g": g}
    level = np.asarray(threshold(law, **given, **parameters)) ** p
    first = np.asarray(truncated_moment(law, p=p, **given, **parameters))
    second = np.asarray(truncated_moment(law, p=2 * p, **given, **parameters))
    with np.errstate(invalid="ignore"):
        inner = level * kept * (level * pruned - 2.0 * first) + (second - first**2)
        whole = np.where(np.isfinite(second), second - first**2, math.inf)
    value = np.where(kept == 0, whole, np.where(pruned == 0, 0.0, np.maximum(inner, 0.0)))
    return float(value) if np.ndim(value) == 0 else value


def prediction_band(
    law: str, f: Any, n: int, p: float = 2.0, *, deviations: float = 1.959963984540054, **parameters: float
) -> Band:
    r"""Band in which the pruned mass per weight of n independent weights lies, by the central limit theorem.

    D_p(f) ± z √(V/n), V the variance of :func:`clt_variance`; z = 1.96 for 95 % at one keep fraction.

    Parameters
    ----------
    law : str
        As in :func:`clt_variance`.
    f : float or array-like
        Keep fraction.
    n : int
        Number of weights, >= 1.
    p : float
        Exponent, > 0.
    deviations : float
        Half width z in standard deviations, >= 0.
    **parameters : float
        Parameters of the law.

    Returns
    -------
    Band
        Lower end (at least 0), middle, upper end.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    Notes
    -----
    Asymptotic in n, for fixed 0 < f < 1; the bias of the middle is of order 1/n. How far the level may be off for one n
    is said by the theorem ``clt_band_contains_pruned_mass``.

    References
    ----------
    Dossier lq.stoch.clt.

    Examples
    --------
    >>> band = prediction_band("gauss", 0.1, 10_000)
    >>> round(band.low, 4), round(band.middle, 4), round(band.high, 4)
    (0.5431, 0.5607, 0.5783)
    """
    n = check_count(n, "n", 1, None, "prediction_band")
    z = check_real(deviations, "deviations", "prediction_band", 0.0, math.inf, closed="left")
    middle = truncated_moment(law, f, p, **parameters)
    half = z * np.sqrt(np.asarray(clt_variance(law, f, p, **parameters)) / n)
    low, high = np.maximum(middle - half, 0.0), middle + half
    return Band(float(low), middle, float(high)) if np.ndim(low) == 0 else Band(low, middle, high)
