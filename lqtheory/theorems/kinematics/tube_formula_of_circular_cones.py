r"""**Steiner's formula on the sphere, for circular cones**: the tube of width phi around a cap is a larger cap.

sum_k v_k I_l((d-k)/2, k/2) with l = sin^2(phi) is the share of the cap of angle alpha + phi. It determines the volumes.
An equality of closed forms on the left and a rigorous integral on the right.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import cap_share, circular_volume, tube_share

D = Domain(
    d=Integer(2, typical=(2, 20)),
    alpha=Real(0, "pi/2", typical=(0.1, 1.4)),
    phi=Real(0, "pi/2", typical=(0.1, 1.4)),
)
d, alpha, phi = D.symbols
k = sp.Symbol("k", integer=True, positive=True)
tube = sp.Sum(circular_volume(d, k, alpha) * tube_share(d, k, phi), (k, 1, d))

THEOREM = Theorem(
    name="tube_formula_of_circular_cones",
    title="Steiner formula for circular cones",
    id="geom.iv.steiner",
    statement="For d >= 2, 0 < alpha < pi/2 and 0 < phi < pi/2, the sum over k of the intrinsic volumes of the "
    "circular cone of angle alpha in R^d times the shares of the sphere within the angle phi of a subspace of "
    "dimension k is the share of a cap of angle alpha + phi.",
    domain=D,
    claim=Equal(tube, cap_share(d, alpha + phi)),
    sharp_at=({"d": 5, "alpha": 0.5, "phi": 0.25}, {"d": 12, "alpha": 1.25, "phi": 1.0}),
    source=Source("mccoy_tropp_2014", "section 3.2 (spherical Steiner formula)"),
    provenance="recalled",
)
