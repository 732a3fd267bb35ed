r"""**Radius of matrix Bernstein**: t = LR/3 + sqrt((LR/3)^2 + 2Lv) solves t^2/2 = L (v + Rt/3), exactly.

With L = ln(n/delta), n = d_1 + d_2, Tropp's bound n exp(-(t^2/2)/(v + Rt/3)) equals delta at t.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(
    L=Real(0, typical=(0.25, 8)), R=Real(0, closed="left", typical=(0, 4)), v=Real(0, closed="left", typical=(0, 16))
)
L, R, v = D.symbols
radius = L * R / 3 + sp.sqrt((L * R / 3) ** 2 + 2 * L * v)

THEOREM = Theorem(
    name="matrix_bernstein_radius_solves",
    title="Radius of matrix Bernstein",
    id="baseline.matrix_bernstein.radius",
    statement="For L > 0, R >= 0 and v >= 0, t = LR/3 + sqrt((LR/3)^2 + 2Lv) satisfies t^2/2 = L (v + Rt/3).",
    domain=D,
    claim=Equal(radius**2 / 2, L * (v + R * radius / 3)),
    source=Source("lqtheory_dossier", "baseline.matrix_bernstein"),
    provenance="derived",
)
