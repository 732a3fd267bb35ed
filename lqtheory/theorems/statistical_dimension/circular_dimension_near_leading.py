r"""**How far a circular cone is from its leading terms**: at most (d/2) sin^{d+1} above and (d/2) cos^{d+1} below.

delta = d sin^2(alpha) + cos(2 alpha) up to exponentially small terms for a fixed angle: the O(1) of the published
d sin^2(alpha) + O(1) is cos(2 alpha). Certified on a box of angles and dimensions.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.45)))
d, alpha = D.symbols
value = circular_statistical_dimension(d, alpha)
leading = d * sp.sin(alpha) ** 2 + sp.cos(2 * alpha)

THEOREM = Theorem(
    name="circular_dimension_near_leading",
    title="Leading terms of circular cones",
    id="geom.statdim.circular",
    statement="For d >= 2 and 0 < alpha < pi/2 the statistical dimension of the circular cone of angle alpha in R^d "
    "exceeds d sin^2(alpha) + cos(2 alpha) by at most (d/2) sin^(d+1)(alpha), and falls below it by at most (d/2) "
    "cos^(d+1)(alpha).",
    domain=D,
    claim=Claim(
        then=[
            Relation(value, "<=", leading + d * sp.sin(alpha) ** (d + 1) / 2),
            Relation(leading - d * sp.cos(alpha) ** (d + 1) / 2, "<=", value),
        ]
    ),
    box={"d": (2, 8), "alpha": ("1/2", "1")},
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
