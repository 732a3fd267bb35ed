"""How often randomly turned cones meet: exact kinematics of cones with intrinsic volumes."""

from __future__ import annotations

from lqtheory.cones.records import Cone
from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.kinematics import cone_meets_cone, cone_meets_subspace

__all__ = ["meets_cone", "meets_subspace"]


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
    m = check_count(m, "m", 0, cone.dimension, "meets_subspace", "d")
    volumes = cone.intrinsic_volumes()
    if cone.is_subspace:
        return float(int(volumes.argmax()) > m)
    return cone_meets_subspace(volumes, m)


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
    if first.dimension != second.dimension:
        raise ShapeError(
            f"{first.name} has dimension {first.dimension}, {second.name} has {second.dimension} (meets_cone); give "
            f"two cones of one space"
        )
    v, w = first.intrinsic_volumes(), second.intrinsic_volumes()
    if first.is_subspace and second.is_subspace:
        return float(int(v.argmax()) + int(w.argmax()) > first.dimension)
    return cone_meets_cone(v, w)
