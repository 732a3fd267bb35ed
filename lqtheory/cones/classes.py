"""Classes of cones and sublevel sets that theorems speak of; a narrower one may be put in for a wider one in proofs."""

from __future__ import annotations

from lqtheory.members import Object
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, high_cone_volumes
from lqtheory.quantities.cone_weights import ball_quadratic_cone, quadratic_cone
from lqtheory.quantities.negative_forms import ball_negative_form, higher_negative_form, negative_form
from lqtheory.quantities.soft_distances import ball_soft_distance, soft_distance
from lqtheory.quantities.sublevel_sets import ball_sublevel_set, generic_sublevel_set, sublevel_set
from lqtheory.quantities.sublevel_slices import ball_sublevel_slice, sublevel_slice

__all__ = [
    "CONE",
    "GENERIC_SUBLEVEL",
    "HIGH_CONE",
    "HIGH_NEGATIVE",
    "NEGATIVE",
    "QUADRATIC",
    "SLICE",
    "SOFT_DISTANCE",
    "SUBLEVEL",
]

#: All cones that theorems about intrinsic volumes speak of.
CONE = Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace", of=(), inhabited=True)

#: Cones of many dimensions, for statements that say nothing in few.
HIGH_CONE = Object(high_cone_volumes, ball=ball_cone_volumes, description="a high cone, no subspace", of=(), wider=CONE)

#: All quadratic cones; a sublevel set without the origin stands for the one that it generates.
QUADRATIC = Object(quadratic_cone, ball=ball_quadratic_cone, description="a quadratic cone", of=())

#: All quadratic forms with one negative eigenvalue and no other: they stand for one half of where they are negative.
NEGATIVE = Object(
    negative_form,
    ball=ball_negative_form,
    description="a quadratic form with one negative eigenvalue",
    of=(),
    wider=QUADRATIC,
)

#: Those of more than m dimensions.
HIGH_NEGATIVE = Object(
    higher_negative_form,
    ball=ball_negative_form,
    description="a quadratic form with one negative eigenvalue",
    wider=NEGATIVE,
)

#: All sublevel sets of quadratic forms that do not contain the origin.
SUBLEVEL = Object(
    sublevel_set, ball=ball_sublevel_set, description="a sublevel set without the origin", of=(), wider=QUADRATIC
)

#: Slices of the cones of sublevel sets by the orthogonal complement of the centre.
SLICE = Object(
    sublevel_slice, ball=ball_sublevel_slice, description="a slice of a sublevel cone", of=(), wider=QUADRATIC
)

#: Those seen in a direction with all coordinates of one magnitude.
GENERIC_SUBLEVEL = Object(
    generic_sublevel_set,
    ball=ball_sublevel_set,
    description="a sublevel set without the origin, with |y_i| alike",
    of=(),
    wider=SUBLEVEL,
)

#: Distances to multiples of a subdifferential, as functions of the multiple.
SOFT_DISTANCE = Object(
    soft_distance,
    ball=ball_soft_distance,
    description="a distance to multiples of a subdifferential",
    of=(),
    inhabited=True,
)
