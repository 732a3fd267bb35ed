r"""**Variance of the intrinsic volumes from projections**: Var V = Var|P g|^2 - 2 delta, for circular cones.

What the estimator of the variance from projected samples rests on. An equality between closed forms and integrals.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import circular_energy, circular_statistical_dimension, circular_volume

D = Domain(d=Integer(2, typical=(2, 24)), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, alpha = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
dimension = circular_statistical_dimension(d, alpha)
variance = sp.Sum((k - dimension) ** 2 * circular_volume(d, k, alpha), (k, 0, d))
energies = circular_energy(d, 2, alpha) - circular_energy(d, 1, alpha) ** 2

THEOREM = Theorem(
    name="variance_of_circular_volumes",
    title="Variance of the volumes of circular cones",
    id="geom.iv.variance",
    statement="For d >= 2 and 0 < alpha < pi/2 the variance of the intrinsic volumes of the circular cone of angle "
    "alpha in R^d is the variance of the energy of the projection of a Gaussian vector minus twice the statistical "
    "dimension.",
    domain=D,
    claim=Equal(variance, energies - 2 * dimension),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("mccoy_tropp_2014", "section 4.2"),
    provenance="recalled",
)
