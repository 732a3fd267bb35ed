r"""**At the boundary the cone of a ball is a half-space: delta -> d - 1/2**, with a rate on both sides.

Seen from near its surface, a ball is under a circular cone of angle alpha next to pi/2. Its statistical dimension
misses the d - 1/2 of the half-space by at most (d-1) cos^2(alpha) + sin(alpha) cos(alpha) sqrt(2(d-1)/pi). With
:mod:`local_width_at_the_boundary`: the published width is d/2 there. alpha stands for the angle.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 8)), alpha=Real(0, "pi/2", typical=(0.8, 1.5)))
d, alpha = D.symbols
half = sp.Rational(1, 2)
dimension = circular_statistical_dimension(d, alpha)
missing = (d - 1) * sp.cos(alpha) ** 2 + sp.sin(alpha) * sp.cos(alpha) * sp.sqrt(2 * (d - 1) / sp.pi)

THEOREM = Theorem(
    name="boundary_cone_fills_half_space",
    title="Circular cones next to a half-space",
    id="geom.ell.larsen.limit",
    statement="For d >= 2 and 0 < alpha < pi/2 the circular cone of angle alpha in R^d has a statistical dimension of "
    "at most d - 1/2 and at least d - 1/2 - (d-1) cos^2(alpha) - sin(alpha) cos(alpha) sqrt(2(d-1)/pi).",
    domain=D,
    claim=Claim(then=[Relation(d - half - missing, "<=", dimension), Relation(dimension, "<=", d - half)]),
    source=Source("lqtheory_dossier", "geom.ell.larsen (c)"),
)
