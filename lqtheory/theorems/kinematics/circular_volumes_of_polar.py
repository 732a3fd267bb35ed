r"""**Intrinsic volumes of polar circular cones**: v_k(alpha) = v_{d-k}(pi/2-alpha), for their closed forms.

The polar of a circular cone is minus that of the complementary angle. An equality; that the closed forms are the
volumes of the cone is the subject of :mod:`tube_formula_of_circular_cones`.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import circular_volume

D = Domain(d=Integer(2, typical=(2, 30)), k=Integer(1, "d-1"), alpha=Real(0, "pi/2", typical=(0.1, 1.4)))
d, k, alpha = D.symbols
THEOREM = Theorem(
    name="circular_volumes_of_polar",
    title="Volumes of polar circular cones",
    id="geom.iv.circular",
    statement="For 1 <= k < d and 0 < alpha < pi/2 the closed form of the k-th intrinsic volume of the circular cone "
    "of angle alpha in R^d is that of the (d-k)-th one at the angle pi/2 - alpha.",
    domain=D,
    claim=Equal(circular_volume(d, k, alpha), circular_volume(d, d - k, sp.pi / 2 - alpha)),
    sharp_at=({"d": 5, "k": 2, "alpha": 0.5}, {"d": 12, "k": 11, "alpha": 1.25}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "appendix D (as recalled)"),
    provenance="recalled",
)
