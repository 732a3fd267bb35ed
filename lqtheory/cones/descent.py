"""Descent cones of norms: l_1 with and without weights, l_1 among nonnegative vectors, maximum norm, block norms.

All but one are projected on by Moreau's decomposition: the polar cone is the union of the multiples τ ∂f, and
F(τ) = dist²(g, τ∂f) = E τ² - 2aτ + Σ_j (h_j - τ w_j)_+² + const is piecewise quadratic and convex. Its minimiser over
τ >= 0 is found exactly, by sorting the points h_j/w_j at which its pieces meet.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.cones.devices import like, on_cpu, positive_part
from lqtheory.cones.named import half_space
from lqtheory.cones.records import Cone, Estimate
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, check_real, namespace
from lqtheory.quantities.descent_bounds import l1_descent_gap_bound, nonnegative_descent_gap_bound
from lqtheory.quantities.descent_cones import l1_descent_share, nonnegative_descent_share
from lqtheory.quantities.descent_gaps import group_descent_gap_bound, weighted_descent_gap_bound
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.descent_lq import NO_LQ_CONE
from lqtheory.quantities.descent_norms import group_descent_share, weighted_descent_dimension
from lqtheory.quantities.intrinsic_volumes import orthant_volumes, subspace_volumes
from lqtheory.quantities.volume_operations import product_volumes

#: Up to which dimension the intrinsic volumes of l_1 descent cones are computed when one is made (0.3 s at 2000).
LARGEST_DESCENT = 2000

__all__ = [
    "group_descent",
    "l1_descent",
    "least_multiple",
    "linf_descent",
    "lq_descent",
    "nonnegative_l1_descent",
    "weighted_l1_descent",
]


def least_multiple(along: Array, sizes: Array, energy: float, weights: np.ndarray | None = None) -> Array:
    """Minimiser over τ >= 0 of E τ² - 2aτ + Σ_j (h_j - τ w_j)_+².

    Parameters
    ----------
    along : array, shape (..., 1)
        a.
    sizes : array, shape (..., k)
        h_j >= 0.
    energy : float
        E > 0.
    weights : array, shape (k,), optional
        w_j > 0, by default 1.

    Returns
    -------
    array, shape (..., 1)

    Notes
    -----
    Cost O(k log k) for each row. Exact but for rounding: the pieces of F' to the left of the root are found from its
    values at the points h_j/w_j, and the root is then one division of sums.
    """
    xp = namespace(sizes)
    if sizes.shape[-1] == 0:
        return positive_part(along / energy)
    if weights is None:
        points, terms = xp.sort(sizes, axis=-1, descending=True), None
        first, second = xp.cumulative_sum(points, axis=-1), xp.cumulative_sum(xp.ones_like(points), axis=-1)
    else:
        w = like(weights, sizes)
        points = sizes / w
        order = xp.argsort(points, axis=-1, descending=True)
        points, terms = (xp.take_along_axis(v, order, axis=-1) for v in (points, xp.broadcast_to(w, sizes.shape)))
        squares = terms * terms
        first, second = xp.cumulative_sum(squares * points, axis=-1), xp.cumulative_sum(squares, axis=-1)
    above = ((energy + second) * points - along - first > 0) & (points > 0)
    factor = xp.where(above, xp.ones_like(points), xp.zeros_like(points))
    factor = factor if terms is None else factor * terms * terms
    total = along + xp.sum(factor * points, axis=-1, keepdims=True)
    return positive_part(total / (energy + xp.sum(factor, axis=-1, keepdims=True)))


def _vector(x: Any, name: str, where: str) -> np.ndarray:
    """A nonzero vector: at zero a norm is least, and nothing but zero descends."""
    vector = as_vector(x, name, where)
    if vector.ndim != 1:
        raise ShapeError(f"{name} has shape {tuple(vector.shape)} ({where}); give one vector")
    found = on_cpu(vector)[0]
    if not found.any():
        raise DomainError(f"{name} is zero ({where}); the descent cone there is {{0}}, take subspace(d, 0)")
    return found


def _enclosed(upper: float, gap: float, d: int) -> Estimate:
    """δ between inf J - gap and inf J.

    For the l1 norm and with x >= 0 a theorem of the registry (``l1_dimension_gap``, ``nonnegative_dimension_gap``); for
    blocks and weights the registry has the bound of each sample (``descent_distance_is_strongly_convex``) and of one
    inactive block (``gap_with_one_inactive_block``), the rest is the proof of dossier geom.descent.gap.
    """
    low, high = max(upper - gap, 0.0), min(upper, float(d))
    return Estimate((low + high) / 2.0, low, high, "enclosed")


def _soft(name: str, e: np.ndarray, weights: np.ndarray | None, sides: int, volumes: Any, known: Any) -> Cone:
    """The cone whose polar is spanned by e on the support and by weights off it, on both sides or above alone."""
    inactive = np.flatnonzero(e == 0.0 if weights is None else (e == 0.0) & (weights > 0.0))
    off = np.zeros(e.size)
    off[inactive] = 1.0 if weights is None else weights[inactive]
    energy = float(e @ e)
    few = None if weights is None else off[inactive]

    def parts(g: Array) -> tuple[Array, Array]:
        xp, along = namespace(g), g @ like(e, g)[:, None]
        size = xp.abs(g) if sides == 2 else positive_part(g)
        tau = least_multiple(along, xp.take(size, like(inactive, g), axis=-1), energy, few)
        return tau, positive_part(size - tau * like(off, g))

    def project(g: Array) -> Array:
        xp, (tau, shrunk) = namespace(g), parts(g)
        shrunk = xp.sign(g) * shrunk if sides == 2 else shrunk
        return xp.where(like(e, g) == 0, shrunk, g - tau * like(e, g))

    def face(g: Array) -> Any:
        """The support and what exceeds τ off it, less one where τ > 0 and the norm must not grow."""
        xp, (tau, shrunk) = namespace(g), parts(g)
        bound = xp.count_nonzero(tau > 0, axis=-1)
        return int(np.count_nonzero(e)) + xp.count_nonzero((shrunk > 0) & (like(e, g) == 0), axis=-1) - bound

    return Cone(name, e.size, project, volumes, known, face)


def l1_descent(signs: Any) -> Cone:
    """Descent cone of the l1 norm at a vector with given signs: {u : Σ_S sgn_i u_i + Σ_{i not in S} |u_i| <= 0}.

    Parameters
    ----------
    signs : sequence of -1, 0, 1, shape (d,)
        Signs of the vector; any real vector will do. At least one is not zero.

    Returns
    -------
    Cone
        Up to d = 2000 with exact intrinsic volumes; beyond, its statistical dimension is enclosed.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a real vector, or zero (where the descent cone is {0}).

    Notes
    -----
    Projection in O(d log d) for each row.

    References
    ----------
    Dossier geom.descent.l1, geom.descent.l1_exact, geom.descent.gap, geom.descent.variational.

    Examples
    --------
    >>> [round(v, 9) for v in l1_descent([1, 0]).project([1.0, 0.0]).tolist()]
    [0.0, 0.0]
    """
    e = np.sign(_vector(signs, "signs", "l1_descent"))
    s, d = int(np.count_nonzero(e)), e.size
    name = f"l1 descent cone at {s} of {d} entries"
    if d <= LARGEST_DESCENT:
        return _soft(name, e, None, 2, l1_descent_intrinsic_volumes(d, s), None)
    return _soft(name, e, None, 2, None, _enclosed(d * l1_descent_share(s / d), l1_descent_gap_bound(s / d), d))


def weighted_l1_descent(signs: Any, weights: Any) -> Cone:
    """Descent cone of Σ w_i |x_i|: {u : Σ_S w_i sgn_i u_i + Σ_{i not in S} w_i |u_i| <= 0}.

    Parameters
    ----------
    signs : array-like, shape (d,)
        Signs of the vector, or the vector; not zero.
    weights : array-like, shape (d,)
        Positive on the support; off it zeros are allowed, and such a coordinate is free.

    Returns
    -------
    Cone
        With an enclosure of its statistical dimension.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a real vector, they differ in length, the vector is zero, or a weight is out of range.

    References
    ----------
    Dossier geom.descent.weighted, geom.descent.gap.

    Examples
    --------
    >>> [round(v, 9) for v in weighted_l1_descent([1, 0, 0], [1.0, 2.0, 0.0]).project([0.0, 1.0, 5.0]).tolist()]
    [-0.4, 0.2, 5.0]
    """
    where = "weighted_l1_descent"
    signs = np.sign(_vector(signs, "signs", where))
    w = as_vector(weights, "weights", where)
    if w.ndim != 1 or w.shape[-1] != signs.size:
        raise ShapeError(
            f"weights has shape {tuple(w.shape)}, signs has {signs.shape} ({where}); give two vectors alike"
        )
    w, on = on_cpu(w)[0], signs != 0
    if not (w[on].min() > 0 and w.min() >= 0):
        raise DomainError(
            f"weights has the entries {w[on].min():g} on the support and {w.min():g} anywhere ({where}); they are > 0 "
            f"on the support and >= 0 off it"
        )
    upper = weighted_descent_dimension(w[on], w[~on])
    known = _enclosed(upper, weighted_descent_gap_bound(w[on], w[~on]), w.size)
    return _soft(f"weighted l1 descent cone at {on.sum()} of {w.size} entries", signs * w, w, 2, None, known)


def nonnegative_l1_descent(x: Any) -> Cone:
    """Descent cone of the l1 norm among nonnegative vectors: {u : Σ u_i <= 0, u_i >= 0 where x_i = 0}.

    Parameters
    ----------
    x : array-like, shape (d,)
        The vector: nonnegative and not zero.

    Returns
    -------
    Cone
        With an enclosure of its statistical dimension.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a real vector, zero, or has a negative entry.

    References
    ----------
    Dossier geom.descent.nonneg.

    Examples
    --------
    >>> [round(v, 9) for v in nonnegative_l1_descent([1, 0]).project([0.0, 1.0]).tolist()]
    [-0.5, 0.5]
    """
    vector = _vector(x, "x", "nonnegative_l1_descent")
    if vector.min() < 0:
        raise DomainError(
            f"x has the negative entry {vector.min():g} (nonnegative_l1_descent); use l1_descent for signs"
        )
    e = np.sign(vector)
    s, d = int(np.count_nonzero(e)), e.size
    known = _enclosed(d * nonnegative_descent_share(s / d), nonnegative_descent_gap_bound(s / d), d)
    return _soft(f"nonnegative l1 descent cone at {s} of {d} entries", e, None, 1, None, known)


def linf_descent(x: Any) -> Cone:
    """Descent cone of the maximum norm: {u : sgn(x_i) u_i <= 0 where |x_i| is largest}.

    Parameters
    ----------
    x : array-like, shape (d,)
        The vector, not zero; entries whose magnitude equals the largest exactly are saturated.

    Returns
    -------
    Cone
        With exact intrinsic volumes: those of an orthant of the saturated coordinates times the others.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a real vector, or zero.

    References
    ----------
    Dossier geom.descent.linf.

    Examples
    --------
    >>> linf_descent([2.0, -2.0, 1.0]).project([1.0, 1.0, 1.0]).tolist()
    [0.0, 1.0, 1.0]
    """
    vector = _vector(x, "x", "linf_descent")
    size = np.abs(vector)
    e = np.where(size == size.max(), np.sign(vector), 0.0)
    k, d = int(np.count_nonzero(e)), e.size

    def project(g: Array) -> Array:
        signs = like(e, g)
        return g - positive_part(signs * g) * signs

    def face(g: Array) -> Any:
        return d - namespace(g).count_nonzero(like(e, g) * g > 0, axis=-1)

    volumes = product_volumes(subspace_volumes(d - k, d - k), orthant_volumes(k))
    return Cone(f"l_inf descent cone at {k} of {d} entries", d, project, volumes, None, face)


def group_descent(x: Any, b: int) -> Cone:
    """Descent cone of the sum of the norms of consecutive blocks of b entries.

    Parameters
    ----------
    x : array-like, shape (d,)
        The vector, not zero; d is a multiple of b.
    b : int
        Size of a block, at least 1; 1 gives the l1 norm.

    Returns
    -------
    Cone
        With an enclosure of its statistical dimension.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a real vector, zero, or cannot be cut into blocks.

    References
    ----------
    Dossier geom.descent.group, geom.descent.gap.

    Examples
    --------
    >>> cone = group_descent([3.0, 4.0, 0.0, 0.0], 2)
    >>> [round(v, 9) for v in cone.project([0.0, 0.0, 0.6, 0.8]).tolist()]
    [-0.3, -0.4, 0.3, 0.4]
    """
    vector = _vector(x, "x", "group_descent")
    b, d = check_count(b, "b", 1, None, "group_descent"), vector.size
    if d % b:
        raise ShapeError(f"x has {d} entries, b={b} (group_descent); the number of entries is a multiple of b")
    blocks = vector.reshape(-1, b)
    blocks = blocks / np.abs(blocks).max()
    norms = np.linalg.norm(blocks, axis=1, keepdims=True)
    e, active = blocks / np.where(norms > 0, norms, 1.0), norms[:, 0] > 0
    inactive, M, s = np.flatnonzero(~active), len(blocks), int(active.sum())

    def project(g: Array) -> Array:
        xp = namespace(g)
        parts, unit = xp.reshape(g, (*g.shape[:-1], M, b)), like(e, g)
        along = xp.sum(xp.sum(parts * unit, axis=-1), axis=-1, keepdims=True)
        sizes = xp.sqrt(xp.sum(parts * parts, axis=-1))
        tau = least_multiple(along, xp.take(sizes, like(inactive, g), axis=-1), float(s))
        safe = xp.where(sizes > 0, sizes, xp.ones_like(sizes))
        shrunk = parts * (positive_part(sizes - tau) / safe)[..., None]
        moved = parts - tau[..., None] * unit
        return xp.reshape(xp.where(like(active, g)[:, None], moved, shrunk), g.shape)

    known = _enclosed(d * group_descent_share(s / M, b), group_descent_gap_bound(s / M, b), d)
    return Cone(f"descent cone of block norms at {s} of {M} blocks of {b}", d, project, None, known)


def lq_descent(x: Any, q: float) -> Cone:
    """Descent cone of the l_q norm for q >= 1; for q < 1 there is none, and the error says what is true instead.

    Parameters
    ----------
    x : array-like, shape (d,)
        The vector, not zero.
    q : float
        Exponent, in [1, inf].

    Returns
    -------
    Cone
        For 1 < q < inf the norm is smooth, and the closed cone is the half-space against its gradient.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If x is not a real vector or zero; for q < 1, where the set of descent directions is not convex.

    References
    ----------
    Dossier geom.descent.lq, geom.descent.l1, geom.descent.linf.

    Examples
    --------
    >>> lq_descent([1.0, 0.0], 2)
    Cone(l_2 descent half-space, dimension=2)
    """
    vector = _vector(x, "x", "lq_descent")
    q = check_real(q, "q", "lq_descent")
    if q < 1:
        raise DomainError(f"q={q:g} is outside [1, inf] (lq_descent); {NO_LQ_CONE}")
    if q == 1 or math.isinf(q):
        return l1_descent(vector) if q == 1 else linf_descent(vector)
    size = np.abs(vector) / np.abs(vector).max()
    return half_space(-np.sign(vector) * size ** (q - 1)).called(f"l_{q:g} descent half-space")
