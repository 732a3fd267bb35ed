r"""**Polarity and range of the statistical dimension**: delta(C) + delta(C') = d for the polar C', and 0 <= delta <= d.

By Moreau's decomposition |g|^2 = |P g|^2 + |P' g|^2. An equality for every closed convex cone.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.cone_operations import operation_quantity
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, volume_quantity
from lqtheory.relations import Relation

D = Domain(K=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"))
(K,) = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
polar = operation_quantity("polar_mean")(K)

THEOREM = Theorem(
    name="statistical_dimension_of_polar",
    title="Polarity of the statistical dimension",
    id="geom.statdim.props",
    statement="For every cone K of R^d the statistical dimensions of K and of its polar have the sum d; both lie "
    "between 0 and d.",
    domain=D,
    claim=Claim(then=[Relation(mean + polar, "=", size), Relation(0, "<=", mean), Relation(mean, "<=", size)]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
