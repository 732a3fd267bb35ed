"""Points outside the sample: how many draws one asks for, and what calibration points say (``coreset.oos``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, check_count, check_real, on_cpu
from lqtheory.quantities.coreset_moments import _pair, _terms
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_out_of_sample import ball_exceedance_probability, ball_required_draws

__all__ = ["QUANTITIES", "calibrated_count", "exceedance_probability", "exceedance_ratio", "required_draws"]


def required_draws(g: Any, q: Any, epsilon: float, delta: float) -> Array:
    r"""Number of draws that a point asks for, from its own variance and range.

    ln(2/δ) (2V + (2/3) ε' R)/ε'², ε' = ε - u, R = max(B - (1-u), 1-u), u the share of edges that are never drawn.

    Parameters
    ----------
    g : array-like, shape (..., n)
        Relative importances of the edges at a point, with sum 1.
    q : array-like, shape (..., n)
        Distribution that edges are drawn from; the leading axes broadcast.
    epsilon : float
        Relative error, > 0.
    delta : float
        Probability of failure at the point, in (0, 1).

    Returns
    -------
    array of float64, shape (...)
        With that many draws P(|ẑ - z| >= ε z) <= δ; infinite where u >= ε, 0 where every draw is exact.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Bernstein's inequality. Cost O(n). A floor of q, as :func:`lqtheory.quantities.coreset_distributions.
    mixed_distribution` gives, keeps u at 0.

    References
    ----------
    Dossier coreset.oos.conformal_m.

    Examples
    --------
    >>> round(float(required_draws([0.5, 0.5], [0.25, 0.75], 0.5, 0.05)), 4)
    14.7555
    """
    where = "required_draws"
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    xp, (g, q) = _pair(where, q, g=g)
    terms = _terms(xp, g, q)
    mean = xp.sum(q * terms, axis=-1)
    V = xp.sum(q * (terms - mean[..., None]) ** 2, axis=-1)
    unseen = xp.sum(xp.where(q > 0.0, 0.0 * g, g + 0.0 * q), axis=-1)
    left = epsilon - unseen
    inside = left > 0.0
    safe = xp.where(inside, left, 0.0 * left + 1.0)
    above = xp.max(terms, axis=-1) - mean
    reach = xp.where(above > mean, above, mean)
    value = (math.log(2.0) - math.log(delta)) * (2.0 * V / safe + 2.0 / 3.0 * reach) / safe
    value = xp.where(V > 0.0, value, 0.0 * value)
    return xp.where(inside, value, 0.0 * value + math.inf)


def calibrated_count(requirements: Any, alpha: float) -> float:
    r"""Number of draws that is enough for a fresh point, up to a share of points, by calibration.

    ⌈m_(k)⌉, k = ⌈(1-α)(N+1)⌉, m_(k) the k-th smallest requirement of N calibration points.

    Parameters
    ----------
    requirements : array-like, shape (N,)
        Numbers of draws that the calibration points ask for; infinity is allowed.
    alpha : float
        Share of points that may ask for more, in (0, 1).

    Returns
    -------
    float
        A whole number, at least 1; infinite if k > N.

    Raises
    ------
    ShapeError
        If there is no requirement or they are no vector.
    DomainError
        If alpha is out of range.

    Notes
    -----
    A fresh point, exchangeable with the calibration points, asks for more with probability at most α. The calibration
    points must be independent of q. Cost O(N log N).

    References
    ----------
    Dossier coreset.oos.conformal_m.

    Examples
    --------
    >>> calibrated_count([3.2, 10.0, 5.0, 7.0], 0.4), calibrated_count([3.2, 10.0], 0.1)
    (7.0, inf)
    """
    alpha = check_real(alpha, "alpha", "calibrated_count", 0.0, 1.0, "neither")
    values = np.asarray(on_cpu(requirements), dtype=np.float64)
    if values.ndim != 1 or values.size == 0:
        raise ShapeError(f"requirements has shape {values.shape} (calibrated_count); give one for each point")
    from lqtheory.quantities.unseen_limits import conformal_rank

    k = conformal_rank(values.size, alpha)
    return math.inf if k > values.size else max(1.0, float(np.ceil(np.sort(values)[k - 1])))


def exceedance_ratio(g: Any, s: Any) -> Array:
    r"""By how much importances at a point exceed the sensitivities.

    R = max_j g_j/s_j, 0/0 = 0.

    Parameters
    ----------
    g : array-like, shape (..., n)
        Relative importances of the edges at a point, with sum 1.
    s : array-like, shape (n,)
        Sensitivities, not all zero.

    Returns
    -------
    array of float64, shape (...)
        At most 1 at points of the sample; infinite where an unseen edge is active. B <= R S at the point.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.oos.conformal_m.

    Examples
    --------
    >>> float(exceedance_ratio([0.5, 0.5], [0.25, 1.0]))
    2.0
    """
    from lqtheory.quantities.coreset_inputs import as_nonnegative

    where = "exceedance_ratio"
    s = as_nonnegative(s, "s", where)
    total = s.sum(axis=-1, keepdims=True)
    xp, (g, q) = _pair(where, s / total, g=g)
    ratio = _terms(xp, g, q * total)
    unseen = (q <= 0.0) & (g > 0.0)
    return xp.max(xp.where(unseen, 0.0 * ratio + math.inf, ratio), axis=-1)


def exceedance_probability(N: int, k: int = 1) -> float:
    r"""Bound of the probability that a fresh point exceeds one of k sensitivities of N sample points.

    min(1, k/(N+1)).

    Parameters
    ----------
    N : int
        Number of sample points, >= 1.
    k : int
        Number of edges, >= 1.

    Returns
    -------
    float
        For one edge and continuous laws it is the probability.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not an integer or out of range.

    Notes
    -----
    Exchangeability and the union bound. For patches N counts images.

    References
    ----------
    Dossier coreset.oos.exceed.

    Examples
    --------
    >>> exceedance_probability(9), exceedance_probability(3, 8)
    (0.1, 1.0)
    """
    N = check_count(N, "N", 1, None, "exceedance_probability")
    return min(1.0, check_count(k, "k", 1, None, "exceedance_probability") / (N + 1))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "required_draws",
        ("g", "q", "epsilon", "delta"),
        required_draws,
        ball_required_draws,
        r"m_{{\mathrm{{req}}}}\left({g},{q},{epsilon},{delta}\right)",
        "coreset.oos.conformal_m",
        sign="nonnegative",
    ),
    Quantity(
        "exceedance_probability",
        ("N", "k"),
        exceedance_probability,
        ball_exceedance_probability,
        r"P_{{{N},{k}}}(g>s)",
        "coreset.oos.exceed",
        sign="positive",
        integer_arguments=("N", "k"),
    ),
)
