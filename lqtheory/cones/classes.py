"""Classes of cones and sublevel sets that theorems speak of; a narrower one may be put in for a wider one in proofs."""

from __future__ import annotations

from lqtheory.members import Object
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, high_cone_volumes
from lqtheory.quantities.sublevel_sets import ball_sublevel_set, generic_sublevel_set, sublevel_set

__all__ = ["CONE", "GENERIC_SUBLEVEL", "HIGH_CONE", "SUBLEVEL"]

#: All cones that theorems about intrinsic volumes speak of.
CONE = Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace", of=())

#: Cones of many dimensions, for statements that say nothing in few.
HIGH_CONE = Object(high_cone_volumes, ball=ball_cone_volumes, description="a high cone, no subspace", of=(), wider=CONE)

#: All sublevel sets of quadratic forms that do not contain the origin.
SUBLEVEL = Object(sublevel_set, ball=ball_sublevel_set, description="a sublevel set without the origin", of=())

#: Those seen in a direction with all coordinates of one magnitude.
GENERIC_SUBLEVEL = Object(
    generic_sublevel_set,
    ball=ball_sublevel_set,
    description="a sublevel set without the origin, with |y_i| alike",
    of=(),
    wider=SUBLEVEL,
)
