r"""**Variance of the intrinsic volumes from projections**: Var V = Var|P g|^2 - 2 delta, for every closed convex cone.

What the estimator of the variance from projected samples rests on. Instances are products of circular cones, orthants
and subspaces, and their polars, where both sides are known: closed forms and exact integrals. An equality.
"""

from lqtheory import Domain, Equal, Object, Source, Theorem
from lqtheory.quantities.factored_cones import FactoredCone, ball_factored_cone, factored_cone, factored_quantity

D = Domain(C=Object(factored_cone, ball=ball_factored_cone, description="a closed convex cone", of=()))
(C,) = D.symbols
variance, energies, energy = (
    factored_quantity(f"factored_{name}")(C) for name in ("volume_variance", "energy_variance", "energy")
)

THEOREM = Theorem(
    name="variance_of_volumes",
    title="Variance of the volumes from energies",
    id="geom.iv.variance",
    statement="For every closed convex cone C the variance of its intrinsic volumes is the variance of the energy of "
    "the projection of a Gaussian vector minus twice its mean, the statistical dimension.",
    domain=D,
    claim=Equal(variance, energies - 2 * energy),
    extremal=lambda: {"C": FactoredCone((("circular", 5, 0.5), ("orthant", 2, 0.0)), True)},
    sharp_at=({},),
    source=Source("mccoy_tropp_2014", "section 4.2"),
    provenance="recalled",
)
