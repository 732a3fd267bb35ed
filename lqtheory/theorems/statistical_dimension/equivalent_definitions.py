r"""**Definitions of the statistical dimension agree**: E|P g|^2 = sum_k k v_k = E dist^2(g, C') = d E|P theta|^2.

For every closed convex cone C of R^d, its polar C', g Gaussian and theta uniform on the sphere. Instances are products
of circular cones, orthants and subspaces, and their polars, where all are known: the first as exact integrals over
angles and coordinates; the second from closed forms of the volumes; the third as d minus the mean energy on the polar;
the last by the shares of the sphere's energy in the blocks of a product. Equalities.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.factored_cones import FactoredCone, ball_factored_cone, factored_cone, factored_quantity
from lqtheory.relations import Relation

D = Domain(C=Object(factored_cone, ball=ball_factored_cone, description="a closed convex cone", of=()))
(C,) = D.symbols
energy, volumes, distance, size, spherical = (
    factored_quantity(f"factored_{name}")(C)
    for name in ("energy", "volume_mean", "distance", "size", "spherical_energy")
)

THEOREM = Theorem(
    name="equivalent_definitions",
    title="Equivalent definitions of the statistical dimension",
    id="geom.statdim.def",
    statement="For every closed convex cone C the mean energy of the projection of a Gaussian vector is the sum of k "
    "v_k over the intrinsic volumes, the mean squared distance to the polar cone, and d times the mean squared length "
    "of the projection of a random direction.",
    domain=D,
    claim=Claim(
        then=[
            Relation(energy, "=", volumes),
            Relation(energy, "=", distance),
            Relation(energy, "=", size * spherical),
        ]
    ),
    extremal=lambda: {"C": FactoredCone((("circular", 5, 0.5), ("orthant", 2, 0.0)), True)},
    sharp_at=({},),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
