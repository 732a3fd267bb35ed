"""Cones with closed forms: subspaces, orthants, circular cones, Weyl chambers, descent cones of the l1 norm."""

from __future__ import annotations

import math
from typing import Any

import array_api_compat
import numpy as np

from lqtheory.cones.records import Cone
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, is_numpy, namespace
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.intrinsic_volumes import (
    check_angle,
    circular_volumes,
    orthant_volumes,
    subspace_volumes,
)
from lqtheory.quantities.weyl_chambers import chamber_intrinsic_volumes

#: Up to which dimension the intrinsic volumes of descent cones are computed when one is made (0.25 s at 400).
LARGEST_DESCENT = 400

__all__ = ["circular", "l1_descent", "like", "on_cpu", "orthant", "subspace", "weyl_chamber"]


def like(values: np.ndarray, g: Array) -> Array:
    """A NumPy array as an array of the kind and on the device of ``g``.

    Parameters
    ----------
    values : array
        What to convert.
    g : array
        Whose kind it takes.

    Returns
    -------
    array of float64
    """
    return values if is_numpy(g) else namespace(g).asarray(values, device=array_api_compat.device(g))


def on_cpu(g: Array) -> np.ndarray:
    """Rows of ``g`` as a NumPy array, for solvers that know nothing else.

    Parameters
    ----------
    g : array, shape (..., d)
        NumPy or torch.

    Returns
    -------
    array of float64, shape (rows, d)
    """
    if not is_numpy(g):
        g = np.asarray(array_api_compat.to_device(g.detach() if hasattr(g, "detach") else g, "cpu"))
    return np.asarray(g).reshape(-1, g.shape[-1])


def subspace(d: int, n: int) -> Cone:
    """The subspace of the first n coordinates of R^d.

    Parameters
    ----------
    d : int
        Dimension of the space, at least 1.
    n : int
        Dimension of the subspace, in {0, ..., d}.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, DomainError
        If a dimension is not an integer or out of range.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> subspace(3, 1).project([3.0, 4.0, 5.0]).tolist()
    [3.0, 0.0, 0.0]
    """
    d = check_count(d, "d", 1, None, "subspace")
    volumes = subspace_volumes(d, n)
    mask = (np.arange(d) < n).astype(np.float64)
    return Cone(
        f"subspace of dimension {n}",
        d,
        lambda g: g * like(mask, g),
        volumes,
        None,
        lambda g: np.full(g.shape[:-1], n),
        is_subspace=True,
    )


def orthant(d: int) -> Cone:
    """The nonnegative orthant of R^d.

    Parameters
    ----------
    d : int
        Dimension, at least 1.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, DomainError
        If ``d`` is not an integer or below 1.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> orthant(2).project([3.0, -4.0]).tolist()
    [3.0, 0.0]
    """
    d = check_count(d, "d", 1, None, "orthant")

    def project(g: Array) -> Array:
        xp = namespace(g)
        return xp.where(g > 0, g, xp.zeros_like(g))

    return Cone(
        f"orthant of dimension {d}",
        d,
        project,
        orthant_volumes(d),
        None,
        lambda g: namespace(g).count_nonzero(g > 0, axis=-1),
    )


def circular(d: int, alpha: float) -> Cone:
    """The circular cone {x : x_1 >= ‖x‖ cos α} of R^d.

    Parameters
    ----------
    d : int
        Dimension, at least 1.
    alpha : float
        Angle in [0, π/2].

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, DomainError
        If ``d`` is not an integer, or an argument is out of range; beyond π/2 the set is not convex.

    References
    ----------
    Dossier geom.statdim.circular.

    Examples
    --------
    >>> [round(v, 12) for v in circular(2, math.pi / 4).project([0.0, 2.0]).tolist()]
    [1.0, 1.0]
    """
    d = check_count(d, "d", 1, None, "circular")
    alpha = check_angle(alpha, "circular")
    sine, cosine = math.sin(alpha), 0.0 if alpha == math.pi / 2 else math.cos(alpha)

    def project(g: Array) -> Array:
        xp = namespace(g)
        axis, rest = g[..., :1], g[..., 1:]
        radius = xp.sqrt(xp.sum(rest * rest, axis=-1, keepdims=True))
        inside = radius * cosine <= axis * sine
        polar = axis * cosine + radius * sine <= 0
        length = xp.where(polar, xp.zeros_like(axis), axis * cosine + radius * sine)
        safe = xp.where(radius > 0, radius, xp.ones_like(radius))
        edge = xp.concat((length * cosine + xp.zeros_like(axis), rest * (length * sine / safe)), axis=-1)
        return xp.where(inside, g, edge)

    if d == 1:
        return Cone("ray", 1, orthant(1).projection, orthant_volumes(1))
    return Cone(f"circular cone of angle {alpha:g}", d, project, circular_volumes(d, alpha))


def weyl_chamber(family: str, d: int) -> Cone:
    """A Weyl chamber: A {x_1 <= ... <= x_d}, BC {0 <= x_1 <= ... <= x_d}, D {|x_1| <= x_2 <= ... <= x_d}.

    Parameters
    ----------
    family : {"A", "BC", "D"}
        Type of the reflection group.
    d : int
        Dimension, at least 1 (2 for D).

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, DomainError
        If the type is unknown or ``d`` out of range.

    Notes
    -----
    The projection is an isotonic regression (scipy) on the CPU, one row after the other; its positive part for BC, and
    for D the same with |g_1| in place of g_1 and the sign restored, since reflecting x_1 maps the chamber to itself.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> weyl_chamber("A", 3).project([3.0, 1.0, 2.0]).tolist()
    [2.0, 2.0, 2.0]
    """
    volumes = chamber_intrinsic_volumes(family, d)

    def row(g: np.ndarray) -> np.ndarray:
        if family == "D":
            return _chamber_d(g)
        x = _isotonic(g)
        return np.maximum(x, 0.0) if family == "BC" else x

    def project(g: Array) -> Array:
        rows = np.array([row(r) for r in on_cpu(g)]).reshape(tuple(g.shape))
        return like(rows, g)

    return Cone(f"Weyl chamber {family}_{d}", d, project, volumes)


def l1_descent(signs: Any) -> Cone:
    """Descent cone of the l1 norm at a vector with given signs: {u : Σ_S sgn_i u_i + Σ_{i not in S} |u_i| <= 0}.

    Parameters
    ----------
    signs : sequence of -1, 0, 1, shape (d,)
        Signs of the vector; any real vector will do. At least one is not zero.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a real vector, or zero (where the descent cone is {0}).

    Notes
    -----
    Projection by Moreau's decomposition: the distance to τ times the subdifferential is a piecewise quadratic in τ,
    whose minimiser is found exactly by sorting, O(d log d) for each row. Up to d = 400 the intrinsic volumes are the
    exact ones of ``geom.descent.l1_exact``.

    References
    ----------
    Dossier geom.descent.l1, geom.descent.variational.

    Examples
    --------
    >>> [round(v, 9) for v in l1_descent([1, 0]).project([1.0, 0.0]).tolist()]
    [0.0, 0.0]
    """
    direction = as_vector(signs, "signs", "l1_descent")
    if direction.ndim != 1:
        raise ShapeError(f"signs has shape {tuple(direction.shape)} (l1_descent); give one vector")
    direction = np.sign(on_cpu(direction)[0])
    support = np.flatnonzero(direction)
    if not support.size:
        raise DomainError("signs is zero (l1_descent); the descent cone there is {0}, take subspace(d, 0)")
    s, d = support.size, direction.size

    def project(g: Array) -> Array:
        xp = namespace(g)
        e = like(direction, g)
        along, off = xp.sum(g * e, axis=-1, keepdims=True), xp.where(e == 0, xp.abs(g), xp.zeros_like(g))
        sizes = xp.sort(off, axis=-1, descending=True)
        sums = xp.cumulative_sum(sizes, axis=-1)
        counts = xp.arange(1, d + 1, dtype=xp.float64, device=array_api_compat.device(g))
        above = (s + counts) * sizes - along - sums > 0
        above = above & (sizes > 0)
        total = along + xp.sum(xp.where(above, sizes, xp.zeros_like(sizes)), axis=-1, keepdims=True)
        number = xp.sum(xp.where(above, xp.ones_like(sizes), xp.zeros_like(sizes)), axis=-1, keepdims=True)
        tau = total / (s + number)
        tau = xp.where(tau > 0, tau, xp.zeros_like(tau))
        shrunk = xp.sign(g) * xp.where(off > tau, off - tau, xp.zeros_like(off))
        return xp.where(e == 0, shrunk, g - tau * e)

    volumes = l1_descent_intrinsic_volumes(d, s) if d <= LARGEST_DESCENT else None
    return Cone(f"l1 descent cone at {s} of {d} entries", d, project, volumes)


def _isotonic(g: np.ndarray) -> np.ndarray:
    from scipy.optimize import isotonic_regression

    return np.asarray(isotonic_regression(g).x)


def _chamber_d(g: np.ndarray) -> np.ndarray:
    """The nearest point has the sign of g_1 in its first entry, and up to that sign it lies in the chamber BC."""
    folded = g.copy()
    folded[0] = abs(g[0])
    x = np.maximum(_isotonic(folded), 0.0)
    x[0] = math.copysign(x[0], g[0])
    return x
