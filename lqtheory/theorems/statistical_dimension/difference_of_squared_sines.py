r"""**Difference of squared sines**: sin^2(y) - sin^2(x) = sin(y-x) sin(y+x), and cos(2x) = 1 - 2 sin^2(x).

Why the leading term and the tails of circular cones rise with the angle. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(d=Real(typical=(2, 40)), x=Real(typical=(0, 3)), y=Real(typical=(0, 3)))
d, x, y = D.symbols

THEOREM = Theorem(
    name="difference_of_squared_sines",
    title="Difference of squared sines",
    id="geom.statdim.circular",
    statement="For real d, x and y, sin^2(x) + sin(y-x) sin(y+x) = sin^2(y) and d sin^2(x) + cos(2x) = "
    "1 + (d-2) sin^2(x).",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.sin(x) ** 2 + sp.sin(y - x) * sp.sin(x + y), "=", sp.sin(y) ** 2),
            Relation(d * sp.sin(x) ** 2 + sp.cos(2 * x), "=", 1 + (d - 2) * sp.sin(x) ** 2),
        ]
    ),
    source=Source("olver_lozier_boisvert_clark_2010", "4.21.15 and 4.21.27"),
)
