"""Independent inclusion of edges with an exact expected number (``coreset.poisson``): w_j/p_j with probability p_j."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, check_real, is_numpy, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, as_points, as_shares, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_poisson import ball_inclusion_probabilities, ball_poisson_variance

__all__ = ["QUANTITIES", "inclusion_probabilities", "inclusion_scale", "poisson_variance"]


def inclusion_probabilities(scores: Any, u: float) -> Array:
    r"""Probabilities to keep each edge, in proportion to scores, cut at 1, with a given expected number of edges.

    p_j = min(1, c score_j) with Σ_j p_j = u.

    Parameters
    ----------
    scores : array-like, shape (..., n)
        Nonnegative scores; edges of score 0 are never kept.
    u : float
        Expected number of edges kept, >= 0, for each vector of scores.

    Returns
    -------
    array of float64, shape (..., n)
        In [0, 1]; 1 for every positive score if u is at least their number.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, a score is negative, or u is out of range.

    Notes
    -----
    Exact: scores are sorted, and the number of saturated edges is the least for which the next one stays below 1.
    Cost O(n log n).

    References
    ----------
    Dossier coreset.poisson.

    Examples
    --------
    >>> inclusion_probabilities([4.0, 1.0, 1.0, 0.0], 2).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    where = "inclusion_probabilities"
    u = check_real(u, "u", where, 0.0, math.inf)
    scores = as_nonnegative(scores, "scores", where)
    xp = namespace(scores)
    scaled = _scaled(xp, scores)
    c, everything = _scale(xp, scaled, u)
    product = c[..., None] * scaled
    capped = xp.where(product < 1.0, product, 0.0 * product + 1.0)
    positive = xp.where(scaled > 0.0, 0.0 * capped + 1.0, 0.0 * capped)
    return xp.where(everything[..., None], positive, capped)


def inclusion_scale(scores: Any, u: float) -> Array:
    r"""Factor c that makes scores probabilities with a given expected number of edges.

    c > 0 with Σ_j min(1, c score_j) = u.

    Parameters
    ----------
    scores, u
        As :func:`inclusion_probabilities`.

    Returns
    -------
    array of float64, shape (...)
        Infinite if u is at least the number of positive scores.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`inclusion_probabilities`.

    Notes
    -----
    One factor for all classes of a network makes their budgets compete; pass all scores as one vector. Cost O(n log n).

    References
    ----------
    Dossier coreset.poisson.

    Examples
    --------
    >>> float(inclusion_scale([4.0, 1.0, 1.0, 0.0], 2))
    0.5
    """
    where = "inclusion_scale"
    u = check_real(u, "u", where, 0.0, math.inf)
    scores = as_nonnegative(scores, "scores", where)
    xp = namespace(scores)
    top = _top(xp, scores)
    c, everything = _scale(xp, scores / top, u)
    return xp.where(everything, 0.0 * c + math.inf, c / top[..., 0])


def _top(xp: Any, scores: Array) -> Array:
    top = xp.max(scores, axis=-1, keepdims=True)
    return xp.where(top > 0.0, top, 0.0 * top + 1.0)


def _scaled(xp: Any, scores: Array) -> Array:
    return scores / _top(xp, scores)


def _scale(xp: Any, scores: Array, u: float) -> tuple[Array, Array]:
    """The factor, and whether u is at least the number of positive scores."""
    n = scores.shape[-1]
    ordered = xp.flip(xp.sort(scores, axis=-1), axis=-1)
    # left[k]: sum of all but the k largest, summed from the small end.
    left = xp.flip(xp.cumulative_sum(xp.flip(ordered, axis=-1), axis=-1), axis=-1)
    kept = xp.asarray(np.arange(n, dtype=np.float64))
    if not is_numpy(scores):
        kept = kept.to(scores.device)
    positive = xp.sum(xp.astype(scores > 0.0, xp.float64), axis=-1)
    everything = positive <= u
    room = u - kept
    fits = (room * ordered <= left) & (room > 0.0)  # with k saturated edges the next stays at most 1
    first = xp.sum(xp.astype(xp.cumulative_sum(xp.astype(fits, xp.int64), axis=-1) == 0, xp.int64), axis=-1)
    index = xp.where(first < n, first, 0 * first + n - 1)[..., None]
    rest = xp.take_along_axis(left, index, axis=-1)[..., 0]
    space = u - xp.astype(index[..., 0], xp.float64)
    usable = (rest > 0.0) & (space > 0.0)
    c = xp.where(usable, space / xp.where(usable, rest, 0.0 * rest + 1.0), 0.0 * rest)
    return c, everything


def poisson_variance(g: Any, p: Any) -> Array:
    r"""Relative variance of an estimate with independent inclusion.

    Σ_j g_j² (1/p_j - 1) over p_j > 0; edges with p_j = 0 are a bias of their share.

    Parameters
    ----------
    g : array-like, shape (..., n)
        Relative importances of the edges at a point, with sum 1.
    p : array-like, shape (..., n)
        Probabilities of inclusion; the leading axes broadcast.

    Returns
    -------
    array of float64, shape (...)
        Var ẑ/z².

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite array, an entry is out of range, g does not add up to 1, or the lengths differ.

    Notes
    -----
    Cost O(n). Never more than 1/m above multinomial sampling with the same probabilities of inclusion.

    References
    ----------
    Dossier coreset.poisson.

    Examples
    --------
    >>> float(poisson_variance([0.5, 0.5], [1.0, 0.5]))
    0.25
    """
    where = "poisson_variance"
    g, p = together(as_shares(g, "g", where), as_points(p, "p", where))
    xp = namespace(g)
    if g.shape[-1] != p.shape[-1]:
        raise ShapeError(f"g has {g.shape[-1]} entries, p has {p.shape[-1]} ({where}); give one for each edge")
    if not bool(xp.all((p >= 0.0) & (p <= 1.0))):
        raise DomainError(f"p must be in [0, 1] in every entry ({where}); they are probabilities")
    safe = xp.where(p > 0.0, p, 0.0 * p + 1.0)
    return xp.sum(g * g * ((1.0 - safe) / safe), axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "inclusion_probabilities",
        ("scores", "u"),
        inclusion_probabilities,
        ball_inclusion_probabilities,
        r"p\left({scores},{u}\right)",
        "coreset.poisson",
        sign="nonnegative",
        vector=True,
    ),
    Quantity(
        "poisson_variance",
        ("g", "p"),
        poisson_variance,
        ball_poisson_variance,
        r"V_{{\mathrm{{Poisson}}}}\left({g},{p}\right)",
        "coreset.poisson",
        sign="nonnegative",
    ),
)
