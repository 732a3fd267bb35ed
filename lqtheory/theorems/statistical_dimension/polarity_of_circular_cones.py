r"""**The circular cones of angles alpha and pi/2 - alpha have dimensions that add up to d**.

delta = d sin^2(alpha) + cos(2 alpha) + T(alpha) - T(pi/2-alpha), with incomplete beta functions T; the polar of a
circular cone is minus the one of the complementary angle. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, alpha = D.symbols


THEOREM = Theorem(
    name="polarity_of_circular_cones",
    title="Polarity of circular cones",
    id="geom.statdim.circular",
    statement=(
        "For d >= 2 and 0 < alpha < pi/2, the statistical dimensions of the circular cones of the angles alpha and "
        "pi/2 - alpha in R^d have the sum d."
    ),
    domain=D,
    claim=Equal(
        circular_statistical_dimension(d, alpha) + circular_statistical_dimension(d, sp.pi / 2 - alpha),
        d,
    ),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
