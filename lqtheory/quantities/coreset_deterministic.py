"""Edges kept for certain: those of largest sensitivity, and a factor for them (``coreset.det``)."""

from __future__ import annotations

from typing import Any, NamedTuple

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, check_count, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, as_points, together
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_deterministic import (
    ball_dropped_sensitivity,
    ball_largest_dropped_importance,
    ball_rescaled_error,
)

__all__ = [
    "QUANTITIES",
    "Deterministic",
    "deterministic_coreset",
    "dropped_sensitivity",
    "importance_points",
    "kept_mask",
    "largest_dropped_importance",
    "mask_row",
    "rescaled_error",
]


class Deterministic(NamedTuple):
    """The edges of largest sensitivity.

    Parameters
    ----------
    keep : array of bool, shape (n,)
        Which edges are kept.
    bound : float
        Sum of the sensitivities dropped: the relative error is at most this on the sample.
    dropped : array, shape (N,)
        ρ(x), the share of the edges dropped: the relative error is -ρ exactly.
    scale : float
        Factor for the weights kept, 2/(2 - min ρ - max ρ).
    rescaled : float
        Largest relative error with that factor.
    """

    keep: Array
    bound: float
    dropped: Array
    scale: float
    rescaled: float


def kept_mask(kept: Any, like: Array, where: str) -> Array:
    """Positions kept, as booleans on the device of another array.

    Parameters
    ----------
    kept : array-like of 0 and 1, shape (n,)
        Which edges are kept.
    like : array, shape (..., n)
        The array the positions are for.
    where : str
        Name of the function, for error texts.

    Returns
    -------
    array of bool, shape (n,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``kept`` is not of its kind or length.

    Examples
    --------
    >>> import numpy as np
    >>> kept_mask([1, 0], np.ones((3, 2)), "demo").tolist()
    [True, False]
    """
    mask, _ = together(as_points(kept, "kept", where), like)
    xp = namespace(mask)
    if not bool(xp.all((mask == 0.0) | (mask == 1.0))):
        raise DomainError(f"kept must consist of 0 and 1 ({where}); 1 marks the edges that are kept for certain")
    if mask.shape[-1] != like.shape[-1]:
        raise ShapeError(f"kept has {mask.shape[-1]} entries, there are {like.shape[-1]} edges ({where})")
    return mask > 0.5


def importance_points(G: Any, where: str) -> Array:
    """Relative importances as an array, checked.

    Parameters
    ----------
    G : array-like, shape (N, n)
        One point in each row, with sum 1, or 0 where there is no input.
    where : str
        Name of the function, for error texts.

    Returns
    -------
    array of float64, shape (N, n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If G is not such a matrix.

    Examples
    --------
    >>> importance_points([[0.5, 0.5], [0.0, 0.0]], "demo").shape
    (2, 2)
    """
    G = as_nonnegative(G, "G", where)
    if G.ndim != 2:
        raise ShapeError(f"G has shape {tuple(G.shape)} ({where}); give a matrix with one point in each row")
    sums = namespace(G).sum(G, axis=-1)
    if not bool(namespace(G).all((abs(sums - 1.0) <= 1e-9) | (sums == 0.0))):
        raise DomainError(f"a row of G does not add up to 1 ({where}); divide by its sum")
    return G


def mask_row(xp: Any, mask: Array, G: Array) -> Array:
    """The mask as numbers 0 and 1.

    Parameters
    ----------
    xp : namespace
        That of the arrays.
    mask : array of bool, shape (n,)
        From :func:`kept_mask`.
    G : array of float64, shape (N, n)
        Gives the kind of the result.

    Returns
    -------
    array of float64, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> mask_row(np, np.array([True, False]), np.ones((1, 2))).tolist()
    [1.0, 0.0]
    """
    return xp.where(mask, 0.0 * G[0, :] + 1.0, 0.0 * G[0, :])


def dropped_sensitivity(G: Any, kept: Any) -> float:
    r"""Sum of the sensitivities of the edges dropped, which bounds the relative error on the sample.

    Σ_{j not kept} max_x g_j(x).

    Parameters
    ----------
    G : array-like, shape (N, n)
        Relative importances, one point in each row.
    kept : array-like of 0 and 1, shape (n,)
        Which edges are kept.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, an entry is negative, or the lengths differ.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    baykal_2022; dossier coreset.det.

    Examples
    --------
    >>> dropped_sensitivity([[0.5, 0.25, 0.25], [0.25, 0.75, 0.0]], [0, 1, 0])
    0.75
    """
    G = importance_points(G, "dropped_sensitivity")
    xp, mask = namespace(G), kept_mask(kept, G, "dropped_sensitivity")
    return float(xp.sum(xp.max(G, axis=0) * (1.0 - mask_row(xp, mask, G))))


def largest_dropped_importance(G: Any, kept: Any) -> float:
    r"""Largest relative error on the sample if the other edges are dropped and nothing is re-weighed.

    max_x ρ(x), ρ(x) = Σ_{j not kept} g_j(x).

    Parameters
    ----------
    G, kept
        As :func:`dropped_sensitivity`.

    Returns
    -------
    float
        In [0, 1]; at most :func:`dropped_sensitivity`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`dropped_sensitivity`.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    Dossier coreset.det.

    Examples
    --------
    >>> largest_dropped_importance([[0.5, 0.25, 0.25], [0.25, 0.75, 0.0]], [0, 1, 0])
    0.75
    """
    G = importance_points(G, "largest_dropped_importance")
    return float(namespace(G).max(_dropped(G, kept, "largest_dropped_importance")))


def _dropped(G: Array, kept: Any, where: str) -> Array:
    xp = namespace(G)
    return xp.sum(G * (1.0 - mask_row(xp, kept_mask(kept, G, where), G)), axis=-1)


def rescaled_error(G: Any, kept: Any) -> float:
    r"""Largest relative error on the sample if the edges kept are multiplied by the best common factor.

    (max ρ - min ρ)/(2 - max ρ - min ρ), with the factor 2/(2 - max ρ - min ρ).

    Parameters
    ----------
    G, kept
        As :func:`dropped_sensitivity`.

    Returns
    -------
    float
        At most ρ/(2-ρ) for the largest ρ, which is at most half of it plus half its square; 1 if nothing is kept at
        some point while something is at another, and at one where ρ is 1 at all points.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`dropped_sensitivity`.

    Notes
    -----
    Cost O(N n). Points without input are exact and do not count.

    References
    ----------
    Dossier coreset.det_rescaled.

    Examples
    --------
    >>> rescaled_error([[0.5, 0.25, 0.25], [0.25, 0.75, 0.0]], [1, 1, 0])
    0.14285714285714285
    """
    G = importance_points(G, "rescaled_error")
    return _rescaled(_dropped(G, kept, "rescaled_error")[_active(G)])[1]


def _active(G: Array) -> Array:
    return namespace(G).any(G > 0.0, axis=-1)


def _rescaled(rho: Array) -> tuple[float, float]:
    """Best factor and its largest error, for the shares dropped at the points that have input."""
    if rho.shape[0] == 0:
        return 1.0, 0.0
    xp = namespace(rho)
    low, high = float(xp.min(rho)), float(xp.max(rho))
    room = 2.0 - low - high
    return (2.0 / room, (high - low) / room) if room > 1e-12 else (1.0, 1.0)


def deterministic_coreset(w: Any, A: Any, k: int) -> Deterministic:
    r"""Keep the k edges of largest sensitivity, ties by lowest index.

    Relative error -ρ(x), ρ(x) = Σ_{dropped} g_j(x) <= Σ_{dropped} s_j; with the factor of ``scale`` at most half of it.

    Parameters
    ----------
    w : array-like, shape (n,)
        Nonnegative weights of one class.
    A : array-like, shape (N, n)
        Nonnegative activations, one point in each row.
    k : int
        Number of edges kept, in {0, ..., n}.

    Returns
    -------
    Deterministic

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range, or the lengths differ.

    Notes
    -----
    Cost O(N n + n log n).

    References
    ----------
    baykal_2022; dossier coreset.det, coreset.det_rescaled.

    Examples
    --------
    >>> found = deterministic_coreset([0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]], 2)
    >>> found.keep.tolist(), round(found.scale, 6), round(found.rescaled, 6)
    ([True, True, False, False], 1.428571, 0.285714)
    """
    where = "deterministic_coreset"
    G = relative_importance(w, A)
    if G.ndim != 2:
        raise ShapeError(f"A has shape {tuple(G.shape)} ({where}); give one class and one point in each row")
    k = check_count(k, "k", 0, G.shape[-1], where)
    xp = namespace(G)
    s = xp.max(G, axis=0)
    order = xp.argsort(-s, stable=True)
    ranks = xp.argsort(order, stable=True)
    keep = ranks < k
    kept = mask_row(xp, keep, G)
    rho = xp.sum(G * (1.0 - kept), axis=-1)
    scale, rescaled = _rescaled(rho[_active(G)])
    return Deterministic(keep, float(xp.sum(s * (1.0 - kept))), rho, scale, rescaled)


def _quantity(function: Any, ball: Any, latex: str, id: str) -> Quantity:
    return Quantity(function.__name__, ("G", "kept"), function, ball, latex, id, sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(dropped_sensitivity, ball_dropped_sensitivity, r"\Sigma_s\left({G},{kept}\right)", "coreset.det"),
    _quantity(
        largest_dropped_importance, ball_largest_dropped_importance, r"\rho\left({G},{kept}\right)", "coreset.det"
    ),
    _quantity(
        rescaled_error,
        ball_rescaled_error,
        r"\varepsilon_{{\mathrm{{det}}}}\left({G},{kept}\right)",
        "coreset.det_rescaled",
    ),
)
