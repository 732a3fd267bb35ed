"""How often randomly turned cones meet: exactly from intrinsic volumes, bounded from the statistical dimension."""

from __future__ import annotations

from typing import Any

from lqtheory.cones.records import Cone, Estimate, check_cone
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.kinematics import cone_meets_cone, cone_meets_subspace

__all__ = ["meets_cone", "meets_cone_bounds", "meets_subspace", "meets_subspace_bounds"]


def meets_subspace(cone: Cone, m: int) -> float:
    """Probability that a cone meets a random subspace of codimension m in more than the origin.

    Parameters
    ----------
    cone : Cone
        With intrinsic volumes.
    m : int
        Codimension, in {0, ..., d}.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is not an integer or out of range.
    UnsupportedError
        If the cone has no intrinsic volumes.

    References
    ----------
    Dossier geom.kin.exact.

    Examples
    --------
    >>> from lqtheory.cones import orthant
    >>> round(meets_subspace(orthant(10), 7), 12)
    0.08984375
    """
    check_cone(cone, "cone", "meets_subspace")
    m = check_count(m, "m", 0, cone.dimension, "meets_subspace", "d")
    volumes = cone.intrinsic_volumes()
    if cone.is_subspace:
        return float(int(volumes.argmax()) > m)
    return cone_meets_subspace(volumes, m)


def meets_subspace_bounds(cone: Cone, m: int, dimension: Estimate | None = None) -> tuple[float, float]:
    """Bounds of the probability that a cone meets a random subspace of codimension m, from its statistical dimension.

    Parameters
    ----------
    cone : Cone
        Not a subspace.
    m : int
        Codimension, in {0, ..., d}.
    dimension : Estimate, optional
        Interval for the statistical dimension, such as a sampled one; by default the cone's own. Sampled bounds hold
        with the confidence of the sample.

    Returns
    -------
    tuple of float
        Lower and upper bound, in [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is not an integer or out of range, or the cone is a subspace.
    UnsupportedError
        If no interval is given and the cone has none.

    References
    ----------
    Dossier geom.kin.akf, geom.kin.concentration.

    Examples
    --------
    >>> from lqtheory.cones import ellipsoid_cone
    >>> cone = ellipsoid_cone([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5)
    >>> [round(p, 6) for p in meets_subspace_bounds(cone, 40)]
    [0.0, 0.027218]
    """
    check_cone(cone, "cone", "meets_subspace_bounds")
    m = check_count(m, "m", 0, cone.dimension, "meets_subspace_bounds", "d")
    if cone.is_subspace:
        raise DomainError(
            f"{cone.name} is a subspace (meets_subspace_bounds); two subspaces meet always or never, see meets_subspace"
        )
    found = cone.statistical_dimension() if dimension is None else _estimate(dimension, "dimension")
    return subspace_probability_bounds(found.low, found.high, cone.dimension, m)


def meets_cone(first: Cone, second: Cone) -> float:
    """Probability that a cone meets a randomly turned second one in more than the origin.

    Parameters
    ----------
    first, second : Cone
        Of one space, with intrinsic volumes.

    Returns
    -------
    float
        For two subspaces 0 or 1, as their dimensions add up to more than d or not.

    Raises
    ------
    ShapeError
        If they lie in different spaces.
    UnsupportedError
        If one of them has no intrinsic volumes.

    References
    ----------
    Dossier geom.kin.exact.

    Examples
    --------
    >>> from lqtheory.cones import orthant, subspace
    >>> round(meets_cone(orthant(10), subspace(10, 3)), 12)
    0.08984375
    """
    _check_one_space(first, second, "meets_cone")
    v, w = first.intrinsic_volumes(), second.intrinsic_volumes()
    if first.is_subspace and second.is_subspace:
        return float(int(v.argmax()) + int(w.argmax()) > first.dimension)
    return cone_meets_cone(v, w)


def meets_cone_bounds(
    first: Cone, second: Cone, dimensions: tuple[Estimate, Estimate] | None = None
) -> tuple[float, float]:
    """Bounds of the probability that a cone meets a randomly turned second one, from their statistical dimensions.

    Parameters
    ----------
    first, second : Cone
        Of one space, not both subspaces.
    dimensions : tuple of Estimate, optional
        Intervals for the two statistical dimensions, such as sampled ones; by default the cones' own. Sampled bounds
        hold if both intervals do.

    Returns
    -------
    tuple of float
        Lower and upper bound, in [0, 1].

    Raises
    ------
    ShapeError
        If they lie in different spaces.
    DomainError
        If both are subspaces.
    UnsupportedError
        If no intervals are given and a cone has none.

    Notes
    -----
    The bounds of :func:`meets_subspace_bounds` at the product of the cones and codimension d: the cones meet just as
    often as the product meets a random subspace of R^{2d} of codimension d.

    References
    ----------
    Dossier geom.kin.akf; theorems cones_rarely_meet and cones_often_meet.

    Examples
    --------
    >>> from lqtheory.cones import circular
    >>> [round(p, 6) for p in meets_cone_bounds(circular(100, 0.6), circular(100, 0.7))]
    [0.0, 0.126182]
    """
    where = "meets_cone_bounds"
    _check_one_space(first, second, where)
    if first.is_subspace and second.is_subspace:
        raise DomainError(
            f"{first.name} and {second.name} are subspaces ({where}); they meet always or never, see meets_cone"
        )
    if dimensions is None:
        found = (first.statistical_dimension(), second.statistical_dimension())
    elif isinstance(dimensions, (tuple, list)) and len(dimensions) == 2:
        found = (_estimate(dimensions[0], "dimensions"), _estimate(dimensions[1], "dimensions"))
    else:
        raise InputTypeError(f"dimensions is {dimensions!r:.60} (meets_cone_bounds); give two values of Estimate")
    low, high = sum(part.low for part in found), sum(part.high for part in found)
    return subspace_probability_bounds(low, high, 2 * first.dimension, first.dimension)


def _check_one_space(first: Cone, second: Cone, where: str) -> None:
    check_cone(first, "first", where)
    check_cone(second, "second", where)
    if first.dimension != second.dimension:
        raise ShapeError(
            f"{first.name} has dimension {first.dimension}, {second.name} has {second.dimension} ({where}); give "
            f"two cones of one space"
        )


def _estimate(value: Any, name: str) -> Estimate:
    if not isinstance(value, Estimate):
        raise InputTypeError(f"{name} is a {type(value).__name__}, not an Estimate; use e.g. Estimate.exact(2.5)")
    return value
