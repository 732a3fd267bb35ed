r"""**Second order of an isotropic cone is the leading term of the circular one**: D sin^2 + cos 2 alpha exactly.

With shares x = s/(s + lambda) = sin^2(alpha) alike, N_M = (D-1) x, the second-order term is 1 - x and the variance 2 D
x (1-x). Equalities; the second-order form itself is a formal expansion.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.05, 1.5)))
d, alpha = D.symbols
x = sp.sin(alpha) ** 2

THEOREM = Theorem(
    name="isotropic_second_order",
    title="Second order of isotropic cones",
    id="geom.ell.statdim",
    statement="For d >= 2 and 0 < alpha < pi/2, with x = sin^2(alpha), (d-1) x + 1 - x = d sin^2(alpha) + cos(2 "
    "alpha), and 2 d x (1-x) = d sin^2(2 alpha)/2.",
    domain=D,
    claim=Claim(
        then=[
            Relation((d - 1) * x + 1 - x, "=", d * x + sp.cos(2 * alpha)),
            Relation(2 * d * x * (1 - x), "=", d * sp.sin(2 * alpha) ** 2 / 2),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
