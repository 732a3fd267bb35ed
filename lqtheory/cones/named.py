"""Cones with closed forms: subspaces, rays, half-spaces, orthants, circular and second-order cones, Weyl chambers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.cones.devices import like, on_cpu, positive_part
from lqtheory.cones.isotonic import isotonic
from lqtheory.cones.records import Cone, Estimate
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, namespace
from lqtheory.quantities.intrinsic_volumes import check_angle, circular_volumes, orthant_volumes, subspace_volumes
from lqtheory.quantities.isotonic_blocks import isotonic_blocks
from lqtheory.quantities.weyl_chambers import CHAMBERS, chamber_intrinsic_volumes, chamber_statistical_dimension

__all__ = [
    "circular",
    "half_space",
    "half_space_volumes",
    "orthant",
    "ray",
    "second_order",
    "span",
    "subspace",
    "weyl_chamber",
]


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


def span(V: Any) -> Cone:
    """The subspace spanned by the columns of a matrix.

    Parameters
    ----------
    V : array-like, shape (d, columns)
        One vector in each column; they may depend on each other.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``V`` is not a finite real matrix.

    Notes
    -----
    Singular values below d times the rounding of the largest count as zero.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> [round(v, 9) for v in span([[1.0], [1.0]]).project([2.0, 0.0]).tolist()]
    [1.0, 1.0]
    """
    matrix = as_vector(V, "V", "span")
    if matrix.ndim != 2:
        raise ShapeError(f"V has shape {tuple(matrix.shape)} (span); give a matrix")
    left, sizes, _ = np.linalg.svd(on_cpu(matrix), full_matrices=False)
    d = left.shape[0]
    basis = left[:, sizes > sizes.max() * max(d, len(sizes)) * 2.3e-16]
    n = basis.shape[1]

    def project(g: Array) -> Array:
        rows = g[None] if g.ndim == 1 else g
        moved = (rows @ like(basis, g)) @ like(np.ascontiguousarray(basis.T), g)
        return moved[0] if g.ndim == 1 else moved

    return Cone(
        f"span of dimension {n}",
        d,
        project,
        subspace_volumes(d, n),
        None,
        lambda g: np.full(g.shape[:-1], n),
        is_subspace=True,
    )


def ray(direction: Any) -> Cone:
    """The ray {t a : t >= 0}.

    Parameters
    ----------
    direction : array-like, shape (d,)
        The vector a, not zero.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a finite real vector, or zero.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> ray([0.0, 2.0]).project([3.0, 4.0]).tolist()
    [0.0, 4.0]
    """
    unit = _unit(direction, "direction", "ray")

    def inner(g: Array) -> Array:
        return positive_part(namespace(g).sum(g * like(unit, g), axis=-1, keepdims=True))

    volumes = np.zeros(unit.size + 1)
    volumes[:2] = 0.5
    return Cone(
        "ray",
        unit.size,
        lambda g: inner(g) * like(unit, g),
        volumes,
        None,
        lambda g: namespace(g).count_nonzero(inner(g) > 0, axis=-1),
    )


def half_space_volumes(d: int) -> np.ndarray:
    """Intrinsic volumes of a half-space of R^d, or of a ray and the subspace of d - 1 directions beside it.

    Parameters
    ----------
    d : int
        Dimension, at least 1.

    Returns
    -------
    array of float64, shape (d + 1,)
        ½ at d - 1 and at d.

    Examples
    --------
    >>> half_space_volumes(2).tolist()
    [0.0, 0.5, 0.5]
    """
    volumes = np.zeros(d + 1)
    volumes[-2:] = 0.5
    return volumes


def half_space(normal: Any) -> Cone:
    """The half-space {x : <x, a> >= 0}, the polar of the ray along -a.

    Parameters
    ----------
    normal : array-like, shape (d,)
        The vector a, not zero.

    Returns
    -------
    Cone

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a finite real vector, or zero.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> half_space([0.0, 2.0]).project([3.0, -4.0]).tolist()
    [3.0, 0.0]
    """
    found = ray(-_unit(normal, "normal", "half_space")).polar()
    return found.called(f"half-space of dimension {found.dimension}")


def second_order(d: int) -> Cone:
    """The second-order cone {x : x_1 >= ‖(x_2, ..., x_d)‖}, which is self-dual.

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
    >>> [round(v, 9) for v in second_order(3).project([0.0, 2.0, 0.0]).tolist()]
    [1.0, 1.0, 0.0]
    """
    return circular(check_count(d, "d", 1, None, "second_order"), math.pi / 4).called(f"second-order cone of {d}")


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
    return Cone(
        f"orthant of dimension {d}",
        d,
        positive_part,
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
    The projection is an isotonic regression; its positive part for BC, and for D the same with |g_1| in place of g_1
    and the sign restored, since reflecting x_1 maps the chamber to itself. Batched, on the device of the points.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> weyl_chamber("A", 3).project([3.0, 1.0, 2.0]).tolist()
    [2.0, 2.0, 2.0]
    """
    if not isinstance(family, str) or family not in CHAMBERS:
        raise DomainError(f"family={family!r} is no Weyl chamber (weyl_chamber); use one of {', '.join(CHAMBERS)}")
    volumes = chamber_intrinsic_volumes(family, d)

    def project(g: Array) -> Array:
        xp = namespace(g)
        rows = xp.reshape(g, (-1, d))
        if family != "D":
            found = isotonic(rows)
            return xp.reshape(positive_part(found) if family == "BC" else found, g.shape)
        first = rows[:, :1]
        found = positive_part(isotonic(xp.concat((xp.abs(first), rows[:, 1:]), axis=-1)))
        turned = xp.where(first < 0, -found[:, :1], found[:, :1])
        return xp.reshape(xp.concat((turned, found[:, 1:]), axis=-1), g.shape)

    def face(g: Array) -> Any:
        return isotonic_blocks(on_cpu(g), positive=family == "BC").reshape(tuple(g.shape[:-1]))

    known = Estimate.exact(chamber_statistical_dimension(family, d))
    return Cone(f"Weyl chamber {family}_{d}", d, project, volumes, known, None if family == "D" else face)


def _unit(vector: Any, name: str, where: str) -> np.ndarray:
    direction = as_vector(vector, name, where)
    if direction.ndim != 1:
        raise ShapeError(f"{name} has shape {tuple(direction.shape)} ({where}); give one vector")
    direction = on_cpu(direction)[0]
    size = np.abs(direction).max()
    if size == 0:
        raise DomainError(f"{name} is zero ({where}); give a vector with a direction")
    scaled = direction / size
    return np.asarray(scaled / np.linalg.norm(scaled))
