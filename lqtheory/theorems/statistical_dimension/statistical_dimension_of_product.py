r"""**Products**: delta(C x K) = delta(C) + delta(K); a factor R^m adds m, and a factor {0} nothing.

So the embedding in a larger space does not matter, and a lineality space can be split off. Equalities.
"""

from lqtheory import Claim, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.cone_operations import operation_quantity
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, volume_quantity
from lqtheory.relations import Relation

D = Domain(
    m=Integer(0, typical=(0, 6)),
    K=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"),
    J=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"),
)
m, K, J = D.symbols
mean = volume_quantity("cone_mean")
product, extended = operation_quantity("product_mean")(K, J), operation_quantity("mean_with_subspace")(K, m)

THEOREM = Theorem(
    name="statistical_dimension_of_product",
    title="Statistical dimension of products",
    id="geom.statdim.props",
    statement="For cones K and J the statistical dimension of the product of K and J is the sum of theirs, and that of "
    "the product of K and the space of dimension m >= 0 is larger by m than that of K.",
    domain=D,
    claim=Claim(then=[Relation(product, "=", mean(K) + mean(J)), Relation(extended, "=", mean(K) + m)]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
