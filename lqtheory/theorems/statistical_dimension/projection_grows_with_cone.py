r"""**Larger cones have longer projections**: |P_C g| <= |P_K g| for C inside K, and rotations change nothing.

In the mean: delta(C) <= delta(K), and delta(Q C) = delta(C) for orthogonal Q.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.projected_points import ball_projected_point, point_quantity, projected_point
from lqtheory.relations import Relation

D = Domain(
    W=Object(
        projected_point,
        ball=ball_projected_point,
        description="a point with its projections on two nested polyhedral cones",
    )
)
(W,) = D.symbols
whole, energy, larger, turned, distance, larger_distance = (
    point_quantity(name)(W)
    for name in (
        "point_energy",
        "projected_energy",
        "larger_energy",
        "turned_energy",
        "squared_distance",
        "larger_squared_distance",
    )
)

THEOREM = Theorem(
    name="projection_grows_with_cone",
    title="Projections on nested cones",
    id="geom.statdim.props",
    statement="For the projections of a point on a cone and on a larger cone, in the instance W, the energy on the "
    "larger one is at least that on the smaller one; a rotation of the point and of the cone does not "
    "change the energy.",
    domain=D,
    claim=Claim(then=[Relation(energy, "<=", larger), Relation(turned, "=", energy)]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
