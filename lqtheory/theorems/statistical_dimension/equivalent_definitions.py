r"""**Three definitions of the statistical dimension agree**, all for circular cones C with polar C'.

E|P g|^2 = sum_k k v_k = E dist^2(g, C'). The first in its spherical form d E|P theta|^2, an exact integral; the second
from the closed forms of the intrinsic volumes; the third as d minus the mean energy on the polar C', minus the cone of
the complementary angle. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_volume

D = Domain(d=Integer(2, typical=(2, 24)), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, alpha = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
energy = circular_energy(d, 1, alpha)
volumes = sp.Sum(k * circular_volume(d, k, alpha), (k, 0, d))
distance = d - circular_energy(d, 1, sp.pi / 2 - alpha)

THEOREM = Theorem(
    name="equivalent_definitions",
    title="Equivalent definitions of the statistical dimension",
    id="geom.statdim.def",
    statement="For d >= 2 and 0 < alpha < pi/2 and the circular cone of angle alpha in R^d, the mean energy of the "
    "projection of a Gaussian vector is the sum of k v_k over the intrinsic volumes and the mean squared distance to "
    "the polar cone.",
    domain=D,
    claim=Claim(then=[Relation(energy, "=", volumes), Relation(energy, "=", distance)]),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="recalled",
)
