r"""**Three definitions of the statistical dimension agree**: E|P g|^2 = sum_k k v_k = E dist^2(g, C'), C' the polar.

For every closed convex cone C. Instances are products of circular cones, orthants and subspaces, and their polars,
where all three are known by themselves: the first as exact integrals over angles and coordinates, in spherical form
d E|P theta|^2; the second from closed forms of the volumes; the third as d minus the mean energy on the polar.
Equalities.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.factored_cones import FactoredCone, ball_factored_cone, factored_cone, factored_quantity
from lqtheory.relations import Relation

D = Domain(C=Object(factored_cone, ball=ball_factored_cone, description="a closed convex cone", of=()))
(C,) = D.symbols
energy, volumes, distance = (factored_quantity(f"factored_{name}")(C) for name in ("energy", "volume_mean", "distance"))

THEOREM = Theorem(
    name="equivalent_definitions",
    title="Equivalent definitions of the statistical dimension",
    id="geom.statdim.def",
    statement="For every closed convex cone C the mean energy of the projection of a Gaussian vector is the sum of "
    "k v_k over the intrinsic volumes and the mean squared distance to the polar cone.",
    domain=D,
    claim=Claim(then=[Relation(energy, "=", volumes), Relation(energy, "=", distance)]),
    extremal=lambda: {"C": FactoredCone((("circular", 5, 0.5), ("orthant", 2, 0.0)), True)},
    sharp_at=({},),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
