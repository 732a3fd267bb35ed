"""Some edges kept for certain, the others drawn by their sensitivities (``coreset.mixed``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, check_real, namespace
from lqtheory.quantities.coreset_deterministic import importance_points, kept_mask, mask_row
from lqtheory.quantities.coreset_errors import bernstein_deviation
from lqtheory.quantities.coreset_inputs import as_nonnegative
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_deterministic import ball_mixed_variance, ball_mixed_variance_bound

__all__ = [
    "QUANTITIES",
    "Mixed",
    "mixed_coreset",
    "mixed_error",
    "mixed_keep_mask",
    "mixed_variance",
    "mixed_variance_bound",
]


class Mixed(NamedTuple):
    """Some edges kept for certain, the others sampled.

    Parameters
    ----------
    q : array, shape (n,)
        Distribution of the draws, 0 at the edges kept.
    total : float
        Sum S_R of the sensitivities of the edges sampled.
    rate : array, shape (N,)
        Relative variance at each point times the number of draws.
    bound : array, shape (N,)
        Its bound G (S_R - G), G the share of the edges sampled.
    """

    q: Array
    total: float
    rate: Array
    bound: Array


def mixed_variance(G: Any, kept: Any) -> Array:
    r"""Relative variance, times the number of draws, if some edges are kept and the others drawn by sensitivity.

    S_R Σ_R g_j²/s_j - G², G = Σ_R g_j, S_R = Σ_R s_j, over the edges R that are not kept.

    Parameters
    ----------
    G, kept
        As :func:`lqtheory.quantities.coreset_deterministic.dropped_sensitivity`.

    Returns
    -------
    array of float64, shape (N,)
        Zeros if all edges with a sensitivity are kept.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`lqtheory.quantities.coreset_deterministic.dropped_sensitivity`.

    Notes
    -----
    As a mean square around G, without cancellation. Cost O(N n).

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> mixed_variance([[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]], [1, 0, 0]).tolist()
    [0.0, 0.0]
    """
    G = importance_points(G, "mixed_variance")
    return _mixed(G, kept_mask(kept, G, "mixed_variance"))[2]


def _mixed(G: Array, mask: Array) -> tuple[Array, Array, Array, Array]:
    """Distribution of the draws, sum of its sensitivities, variance rates, and shares of the edges drawn."""
    xp = namespace(G)
    s = xp.max(G, axis=0) * (1.0 - mask_row(xp, mask, G))
    total = xp.sum(s)
    q = s / xp.where(total > 0.0, total, 0.0 * total + 1.0)
    terms = xp.where(q > 0.0, G / xp.where(q > 0.0, q, 0.0 * q + 1.0), 0.0 * G)
    mean = xp.sum(q * terms, axis=-1, keepdims=True)
    return q, total, xp.sum(q * (terms - mean) ** 2, axis=-1), mean[:, 0]


def mixed_variance_bound(G: Any, kept: Any) -> Array:
    r"""Bound of the relative variance, times the number of draws, if some edges are kept and the others drawn.

    G (S_R - G), G = Σ_R g_j, S_R = Σ_R s_j, over the edges R that are not kept.

    Parameters
    ----------
    G, kept
        As :func:`lqtheory.quantities.coreset_deterministic.dropped_sensitivity`.

    Returns
    -------
    array of float64, shape (N,)
        At least :func:`mixed_variance`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`lqtheory.quantities.coreset_deterministic.dropped_sensitivity`.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> mixed_variance_bound([[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]], [1, 0, 0]).tolist()
    [0.25, 0.0]
    """
    G = importance_points(G, "mixed_variance_bound")
    _, total, _, share = _mixed(G, kept_mask(kept, G, "mixed_variance_bound"))
    room = total - share
    return share * namespace(G).where(room > 0.0, room, 0.0 * room)


def mixed_coreset(w: Any, A: Any, kept: Any) -> Mixed:
    r"""Distribution, variance and its bound if some edges of a class are kept and the others drawn by sensitivity.

    Draw from q_j = s_j/S_R over the edges R not kept; relative variance (S_R Σ_R g_j²/s_j - G²)/m'.

    Parameters
    ----------
    w : array-like, shape (n,)
        Nonnegative weights of one class.
    A : array-like, shape (N, n)
        Nonnegative activations, one point in each row.
    kept : array-like of 0 and 1, shape (n,)
        Which edges are kept for certain.

    Returns
    -------
    Mixed

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range, or the lengths differ.

    Notes
    -----
    The error for m' draws is :func:`lqtheory.quantities.coreset_errors.bernstein_deviation` with variance max(rate) and
    reach S_R, as :func:`mixed_error` computes it. Cost O(N n).

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> w, A = [0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]]
    >>> mixed_coreset(w, A, [1, 0, 0, 0]).rate.round(9).tolist()
    [0.331898148, 0.243255601, 0.250114312]
    """
    G = relative_importance(w, A)
    if G.ndim != 2:
        raise ShapeError(f"A has shape {tuple(G.shape)} (mixed_coreset); give one class and one point in each row")
    q, total, rate, share = _mixed(G, kept_mask(kept, G, "mixed_coreset"))
    room = total - share
    return Mixed(q, float(total), rate, share * namespace(G).where(room > 0.0, room, 0.0 * room))


def mixed_error(mixed: Mixed, m: float, delta: float) -> float:
    r"""Relative error on the sample that Bernstein's inequality gives for a mixed coreset.

    S_R L/(3m') + √((S_R L/(3m'))² + 2 L v/m'), L = ln(2/δ), v = max_x of the variance rate.

    Parameters
    ----------
    mixed : Mixed
        From :func:`mixed_coreset`.
    m : float
        Number of draws m', > 0.
    delta : float
        Probability of failure at each point, in (0, 1).

    Returns
    -------
    float
        0 if nothing is left to be drawn.

    Raises
    ------
    InputTypeError, DomainError
        If m or delta is out of range.

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> w, A = [0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]]
    >>> round(mixed_error(mixed_coreset(w, A, [1, 0, 0, 0]), 100, 0.05), 6)
    0.173231
    """
    return float(bernstein_deviation(m, float(namespace(mixed.rate).max(mixed.rate)), mixed.total, delta))


def mixed_keep_mask(s: Any, m: float) -> Array:
    r"""Edges that are worth keeping for certain beside m' draws from the rest.

    The fixed point of I = {j : m' s_j/S_R >= 1}, S_R the sum over the edges outside I.

    Parameters
    ----------
    s : array-like, shape (n,)
        Sensitivities.
    m : float
        Number of draws m', > 0.

    Returns
    -------
    array of bool, shape (n,)
        At most n rounds; edges are only ever added.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(n) for each round. With m' >= 1 draws of the rest the expected number of draws of no edge exceeds 1.

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> mixed_keep_mask([0.9, 0.2, 0.1, 0.1], 2).tolist()
    [True, True, True, True]
    >>> mixed_keep_mask([0.9, 0.2, 0.2, 0.2, 0.2], 2).tolist()
    [True, False, False, False, False]
    """
    where = "mixed_keep_mask"
    s = as_nonnegative(s, "s", where)
    m = check_real(m, "m", where, 0.0, math.inf, "neither")
    xp = namespace(s)
    keep = xp.zeros_like(s) > 0.0
    for _ in range(s.shape[-1]):
        rest = xp.sum(xp.where(keep, 0.0 * s, s))
        following = keep | ((m * s >= rest) & (s > 0.0))
        if bool(xp.all(following == keep)):
            break
        keep = following
    return keep


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "mixed_variance",
        ("G", "kept"),
        mixed_variance,
        ball_mixed_variance,
        r"v\left({G},{kept}\right)",
        "coreset.mixed",
        sign="nonnegative",
        vector=True,
    ),
    Quantity(
        "mixed_variance_bound",
        ("G", "kept"),
        mixed_variance_bound,
        ball_mixed_variance_bound,
        r"\bar v\left({G},{kept}\right)",
        "coreset.mixed",
        sign="nonnegative",
        vector=True,
    ),
)
