r"""**Exact statistical dimension of circular cones**: d sin^2(a) + cos(2a) + T_d(a) - T_d(pi/2-a), a for alpha.

T_d(a) = d int_0^a sin^2(a-b) f(b) db with the density f of the angle to the axis. Published is d sin^2(a) + O(1). The
left side of the first equality is computed in closed form, the right side, E|P g|^2 in its spherical form, by a
rigorous integral.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_statistical_dimension, circular_tail

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, alpha = D.symbols
value = circular_statistical_dimension(d, alpha)
energy = circular_energy(d, 1, alpha)
leading = d * sp.sin(alpha) ** 2 + sp.cos(2 * alpha)
tails = circular_tail(d, alpha) - circular_tail(d, sp.pi / 2 - alpha)

THEOREM = Theorem(
    name="circular_dimension_formula",
    title="Statistical dimension of circular cones",
    id="geom.statdim.circular",
    statement="For d >= 2 and 0 < alpha < pi/2 the statistical dimension of the circular cone of angle alpha in R^d is "
    "the mean energy of the projection of a Gaussian vector, d sin^2(alpha) + cos(2 alpha) + T_d(alpha) - "
    "T_d(pi/2-alpha).",
    domain=D,
    claim=Claim(then=[Relation(value, "=", energy), Relation(value, "=", leading + tails)]),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
