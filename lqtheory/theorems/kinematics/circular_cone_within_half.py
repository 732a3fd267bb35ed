r"""**A circular cone has (d-1) sin^2 a <= delta <= (d-1) sin^2 a + 1**: the within-1/2 theorem for quadratic cones.

{x_1 >= |x| cos a} is the quadratic cone with a_i = cot^2 a, so N_M = (d-1)/(1 + cot^2 a). alpha stands for a. Both
constants are sharp: delta - N_M is cos^2 a up to exponentially small terms.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.05, 1.5)))
d, alpha = D.symbols
count = (d - 1) * sp.sin(alpha) ** 2
value = circular_statistical_dimension(d, alpha)

THEOREM = Theorem(
    name="circular_cone_within_half",
    title="Circular cones within one half",
    id="geom.ell.statdim",
    statement="For d >= 2 and 0 < alpha < pi/2 the circular cone of angle alpha in R^d has a statistical dimension "
    "between (d-1) sin^2 alpha and that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(count, "<=", value), Relation(value, "<=", count + 1)]),
    box={"d": (2, 8), "alpha": ("1/10", "7/5")},
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
