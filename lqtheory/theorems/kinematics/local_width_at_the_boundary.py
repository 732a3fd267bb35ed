r"""**Near the boundary the published local width is d/2, the truth d - 1/2**: limits for an isotropic set, with rates.

Seen at distance r/sin(alpha), a ball of radius r has the published width d sin^2/(1 + sin^2), within d cos^2(alpha)/2
of d/2, whereas its circular cone has at least (d-1) sin^2. alpha stands for the angle. Equality of
the first two in the limit pi/2: on the boundary the cone is a half-space, with d - 1/2 (:mod:`circular_cone_extremes`).
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.05, 1.5)))
d, alpha = D.symbols
share, rest = sp.sin(alpha) ** 2, sp.cos(alpha) ** 2
published = d * share / (1 + share)

THEOREM = Theorem(
    name="local_width_at_the_boundary",
    title="Published local width at the boundary",
    id="geom.ell.larsen",
    statement="For d >= 2 and 0 < alpha < pi/2, d sin^2(alpha)/(1 + sin^2(alpha)) lies between d/2 - d "
    "cos^2(alpha)/2 and d/2, and the circular cone has a statistical dimension of at least (d-1) sin^2(alpha).",
    domain=D,
    claim=Claim(
        then=[
            Relation(d / 2 - d * rest / 2, "<=", published),
            Relation(published, "<=", d / 2),
            Relation((d - 1) * share, "<=", circular_statistical_dimension(d, alpha)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.larsen (c)"),
    notes="The truth tends to d - 1/2, with the rate of boundary_cone_fills_half_space.",
)
