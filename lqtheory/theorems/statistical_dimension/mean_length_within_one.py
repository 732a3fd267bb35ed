r"""**Dimension and mean length**: (E|P g|)^2 <= delta <= (E|P g|)^2 + 1, E|P g| = sum_k v_k lambda_k.

The general half of the width sandwich: the Gaussian width is at most E|P g|, and equal to it for cones with a line.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.cone_operations import operation_quantity
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, volume_quantity
from lqtheory.relations import Relation

D = Domain(K=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"))
(K,) = D.symbols
mean, length = volume_quantity("cone_mean")(K), operation_quantity("mean_projected_length")(K)

THEOREM = Theorem(
    name="mean_length_within_one",
    title="Dimension and mean length of projections",
    id="geom.statdim.width",
    statement="For every cone K the statistical dimension is at least the square of the mean length of the projection "
    "of a Gaussian vector on K, and at most that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(length**2, "<=", mean), Relation(mean, "<=", length**2 + 1)]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 10.2"),
    provenance="reproved",
)
