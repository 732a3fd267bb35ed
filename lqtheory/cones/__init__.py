"""Closed convex cones as values that offer what they can: projection, intrinsic volumes, statistical dimension.

A :class:`Cone` is made by one of the functions below, and polars and products make new ones. What has a projection
gets Monte Carlo estimates with intervals that hold for every sample size; what has intrinsic volumes gets exact
kinematics. The room lies at the level of the quantities, whose closed forms it calls.
"""

from lqtheory.cones.descent import (
    group_descent,
    l1_descent,
    linf_descent,
    lq_descent,
    nonnegative_l1_descent,
    weighted_l1_descent,
)
from lqtheory.cones.kinematics import meets_cone, meets_cone_bounds, meets_subspace, meets_subspace_bounds
from lqtheory.cones.matrices import nuclear_descent, psd, symmetric_matrix, symmetric_vector
from lqtheory.cones.named import circular, half_space, orthant, ray, second_order, span, subspace, weyl_chamber
from lqtheory.cones.polyhedral import generated, polyhedral
from lqtheory.cones.quadratic import ellipsoid_cone, quadratic_cone
from lqtheory.cones.records import Cone, Estimate
from lqtheory.cones.sampling import sampled_intrinsic_volumes, sampled_statistical_dimension, sampled_variance

__all__ = [
    "Cone",
    "Estimate",
    "circular",
    "ellipsoid_cone",
    "generated",
    "group_descent",
    "half_space",
    "l1_descent",
    "linf_descent",
    "lq_descent",
    "meets_cone",
    "meets_cone_bounds",
    "meets_subspace",
    "meets_subspace_bounds",
    "nonnegative_l1_descent",
    "nuclear_descent",
    "orthant",
    "polyhedral",
    "psd",
    "quadratic_cone",
    "ray",
    "sampled_intrinsic_volumes",
    "sampled_statistical_dimension",
    "sampled_variance",
    "second_order",
    "span",
    "subspace",
    "symmetric_matrix",
    "symmetric_vector",
    "weighted_l1_descent",
    "weyl_chamber",
]
