"""Closed convex cones as values that offer what they can: projection, intrinsic volumes, statistical dimension.

A :class:`Cone` is made by one of the functions below, and polars and products make new ones. What has a projection
gets Monte Carlo estimates with intervals that hold for every sample size; what has intrinsic volumes gets exact
kinematics. The room lies at the level of the quantities, whose closed forms it calls.
"""

from lqtheory.cones.kinematics import meets_cone, meets_subspace
from lqtheory.cones.named import circular, l1_descent, orthant, subspace, weyl_chamber
from lqtheory.cones.polyhedral import generated, polyhedral
from lqtheory.cones.quadratic import ellipsoid_cone
from lqtheory.cones.records import Cone, Estimate
from lqtheory.cones.sampling import sampled_intrinsic_volumes, sampled_statistical_dimension, sampled_variance

__all__ = [
    "Cone",
    "Estimate",
    "circular",
    "ellipsoid_cone",
    "generated",
    "l1_descent",
    "meets_cone",
    "meets_subspace",
    "orthant",
    "polyhedral",
    "sampled_intrinsic_volumes",
    "sampled_statistical_dimension",
    "sampled_variance",
    "subspace",
    "weyl_chamber",
]
