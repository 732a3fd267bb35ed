"""Exact moments of the estimate of one class under multinomial sampling with re-weighing (``coreset.moments``).

ẑ(x)/z(x) is the mean of m independent terms T = g_j(x)/q_j, j drawn from q. Edges with q_j = 0 are never drawn: the
estimate misses their share u(x).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, namespace
from lqtheory.quantities.coreset_inputs import as_shares, together
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_moments import (
    ball_importance_range,
    ball_sampling_covariance,
    ball_sampling_variance,
    ball_unseen_importance,
)

__all__ = [
    "QUANTITIES",
    "SamplingMoments",
    "importance_range",
    "sampling_covariance",
    "sampling_moments",
    "sampling_variance",
    "unseen_importance",
]


class SamplingMoments(NamedTuple):
    """Moments of the estimate of each point.

    Parameters
    ----------
    V : array, shape (..., N)
        Variance of a term; that of ẑ/z is V/m.
    variance : array, shape (..., N)
        z² V/m, the variance of ẑ.
    B : array, shape (..., N)
        Largest value of a term.
    unseen : array, shape (..., N)
        Share u of the edges that are never drawn; E ẑ = (1 - u) z.
    """

    V: Array
    variance: Array
    B: Array
    unseen: Array


def _pair(where: str, q: Any, **importances: Any) -> tuple[Any, list[Array]]:
    arrays = together(*(as_shares(value, name, where) for name, value in importances.items()), as_shares(q, "q", where))
    sizes = {a.shape[-1] for a in arrays}
    if len(sizes) > 1:
        raise ShapeError(
            f"{', '.join((*importances, 'q'))} have {', '.join(str(a.shape[-1]) for a in arrays)} entries ({where}); "
            "give one for each edge"
        )
    return namespace(*arrays), arrays


def _terms(xp: Any, g: Array, q: Array) -> Array:
    """g/q where q > 0, else 0."""
    return xp.where(q > 0.0, g / xp.where(q > 0.0, q, 0.0 * q + 1.0), 0.0 * g)


def unseen_importance(g: Any, q: Any) -> Array:
    r"""Share of the edges that are never drawn.

    u = Σ_{j : q_j = 0} g_j.

    Parameters
    ----------
    g : array-like, shape (..., n)
        Relative importances of the edges at a point, with sum 1.
    q : array-like, shape (..., n)
        Distribution that edges are drawn from; the leading axes broadcast.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1]; the estimate has the mean (1 - u) z.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite array, an entry is negative, a sum is not 1, or the lengths differ.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.moments.

    Examples
    --------
    >>> float(unseen_importance([0.5, 0.25, 0.25], [0.5, 0.5, 0.0]))
    0.25
    """
    xp, (g, q) = _pair("unseen_importance", q, g=g)
    return xp.sum(xp.where(q > 0.0, 0.0 * g, g + 0.0 * q), axis=-1)


def importance_range(g: Any, q: Any) -> Array:
    r"""Largest value of a term of the estimate.

    B = max_{j : q_j > 0} g_j/q_j.

    Parameters
    ----------
    g, q
        As :func:`unseen_importance`.

    Returns
    -------
    array of float64, shape (...)
        At least 1 if no edge is unseen; at most the total sensitivity for a point of the sample and q = s/S.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`unseen_importance`.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.moments.

    Examples
    --------
    >>> float(importance_range([0.5, 0.25, 0.25], [0.25, 0.25, 0.5]))
    2.0
    """
    xp, (g, q) = _pair("importance_range", q, g=g)
    return xp.max(_terms(xp, g, q), axis=-1)


def sampling_variance(g: Any, q: Any) -> Array:
    r"""Variance of one term of the estimate; that of ẑ/z is this over the number of draws.

    V = Σ_{j : q_j > 0} g_j²/q_j - (1-u)², u the share of unseen edges.

    Parameters
    ----------
    g, q
        As :func:`unseen_importance`.

    Returns
    -------
    array of float64, shape (...)
        At least 0; at most S - 1 for a point of the sample and q = s/S.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`unseen_importance`.

    Notes
    -----
    Cost O(n). As the mean square Σ q_j (g_j/q_j - (1-u))², in which nothing cancels where g and q are close.

    References
    ----------
    Dossier coreset.moments.

    Examples
    --------
    >>> float(sampling_variance([0.5, 0.25, 0.25], [0.25, 0.25, 0.5])), float(sampling_variance([0.3, 0.7], [0.3, 0.7]))
    (0.375, 0.0)
    """
    xp, (g, q) = _pair("sampling_variance", q, g=g)
    terms = _terms(xp, g, q)
    mean = xp.sum(q * terms, axis=-1, keepdims=True)
    return xp.sum(q * (terms - mean) ** 2, axis=-1)


def sampling_covariance(g: Any, h: Any, q: Any) -> Array:
    r"""Covariance of the terms of the estimates at two points; that of ẑ(x)/z(x) and ẑ(y)/z(y) is this over m.

    C = Σ_{j : q_j > 0} g_j h_j/q_j - (1-u)(1-v), u and v the shares of unseen edges.

    Parameters
    ----------
    g, h : array-like, shape (..., n)
        Relative importances at the two points.
    q : array-like, shape (..., n)
        Distribution that edges are drawn from.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`unseen_importance`.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.cov.

    Examples
    --------
    >>> float(sampling_covariance([1.0, 0.0], [0.0, 1.0], [0.5, 0.5]))
    -1.0
    """
    xp, (g, h, q) = _pair("sampling_covariance", q, g=g, h=h)
    first, second = _terms(xp, g, q), _terms(xp, h, q)
    means = (xp.sum(q * t, axis=-1, keepdims=True) for t in (first, second))
    centred = [t - mean for t, mean in zip((first, second), means, strict=True)]
    return xp.sum(q * centred[0] * centred[1], axis=-1)


def sampling_moments(w: Any, A: Any, q: Any, m: float = 1.0) -> SamplingMoments:
    r"""Moments of the estimate of a class at every point.

    V = Var T, Var ẑ = z² V/m, B = max T, u = Σ_{q_j = 0} g_j; zeros at points with z = 0, where the estimate is exact.

    Parameters
    ----------
    w : array-like, shape (n,)
        Nonnegative weights of the class.
    A : array-like, shape (N, n)
        Nonnegative activations, one point in each row.
    q : array-like, shape (n,)
        Distribution that edges are drawn from, for instance ``sensitivity_details(w, A).q``.
    m : float
        Number of draws, > 0.

    Returns
    -------
    SamplingMoments

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite array, an entry is negative, q does not add up to 1, or the lengths differ.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    Dossier coreset.moments.

    Examples
    --------
    >>> from lqtheory.quantities.coreset_sensitivities import sensitivity_details
    >>> w, A = [0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]]
    >>> sampling_moments(w, A, sensitivity_details(w, A).q).V.round(10).tolist()
    [0.5181944444, 0.3933470508, 0.7256515775]
    """
    from lqtheory.quantities.arrays import check_real

    m = check_real(m, "m", "sampling_moments", 0.0, math.inf, "neither")
    g = relative_importance(w, A)
    q, g = together(as_shares(q, "q", "sampling_moments"), g)
    xp = namespace(g)
    active = xp.any(g > 0.0, axis=-1)
    safe = xp.where(active[..., None], g, q + 0.0 * g)  # a point without input is exact, as importances equal to q are
    zero = 0.0 * safe[..., 0]
    V, B, unseen = (
        xp.where(active, f(safe, q), zero) for f in (sampling_variance, importance_range, unseen_importance)
    )
    weights, points = together(xp.asarray(w, dtype=xp.float64), xp.asarray(A, dtype=xp.float64))
    z = xp.sum(weights * points, axis=-1)
    return SamplingMoments(V, z * z * V / m, B, unseen)


def _quantity(function: Any, arguments: tuple[str, ...], ball: Any, latex: str, id: str, sign: str) -> Quantity:
    return Quantity(function.__name__, arguments, function, ball, latex, id, sign=sign)


_ID = "coreset.moments"

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(unseen_importance, ("g", "q"), ball_unseen_importance, r"u\left({g},{q}\right)", _ID, "nonnegative"),
    _quantity(importance_range, ("g", "q"), ball_importance_range, r"B\left({g},{q}\right)", _ID, "nonnegative"),
    _quantity(sampling_variance, ("g", "q"), ball_sampling_variance, r"V\left({g},{q}\right)", _ID, "nonnegative"),
    _quantity(
        sampling_covariance,
        ("g", "h", "q"),
        ball_sampling_covariance,
        r"C\left({g},{h},{q}\right)",
        "coreset.cov",
        "real",
    ),
)
