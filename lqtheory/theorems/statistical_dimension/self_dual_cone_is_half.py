r"""**Self-dual cones have statistical dimension d/2**: the polar is minus the cone.

Orthants, second-order cones, positive semidefinite matrices, and products of a cone with minus its polar. An equality.
"""

from lqtheory import Domain, Equal, Object, Source, Theorem
from lqtheory.quantities.cone_operations import self_dual_volumes
from lqtheory.quantities.cone_volumes import ball_cone_volumes, volume_quantity

D = Domain(K=Object(self_dual_volumes, ball=ball_cone_volumes, description="a self-dual cone"))
(K,) = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)

THEOREM = Theorem(
    name="self_dual_cone_is_half",
    title="Self-dual cones",
    id="geom.statdim.basic",
    statement="Every self-dual cone K of R^d has statistical dimension d/2.",
    domain=D,
    claim=Equal(mean, size / 2),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.2"),
    provenance="reproved",
)
