r"""**Moments of the intrinsic volumes of circular cones**: sum v = 1, sum k v = E|P g|^2, sum k (k+2) v = E|P g|^4.

Given the dimension V = k of the face, |P g|^2 is a chi-square variable with V degrees. The volumes are the closed
forms, the energies are rigorous integrals over the angle to the axis. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_statistical_dimension, circular_volume

D = Domain(d=Integer(2, typical=(2, 24)), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, alpha = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
volume = circular_volume(d, k, alpha)
whole, mean, square = (sp.Sum(weight * volume, (k, 0, d)) for weight in (1, k, k * (k + 2)))

THEOREM = Theorem(
    name="circular_volumes_and_moments",
    title="Moments of the volumes of circular cones",
    id="geom.iv.circular",
    statement="For d >= 2 and 0 < alpha < pi/2 the intrinsic volumes v_k of the circular cone of angle alpha in R^d "
    "have the sum 1; the sum of k v_k is its statistical dimension, and the sum of k (k+2) v_k is the second moment of "
    "the energy of the projection of a Gaussian vector.",
    domain=D,
    claim=Claim(
        then=[
            Relation(whole, "=", 1),
            Relation(mean, "=", circular_statistical_dimension(d, alpha)),
            Relation(square, "=", circular_energy(d, 2, alpha)),
        ]
    ),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("mccoy_tropp_2014", "Theorem 3.1 (master Steiner formula) and section 6.3"),
    provenance="recalled",
)
