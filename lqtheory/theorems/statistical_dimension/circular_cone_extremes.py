r"""**Circular cones at the ends of their range**: a ray at 0, a half-space at pi/2, a ray in R^1, a sector in R^2.

delta = 1/2, d - 1/2, 1/2 and 1/2 + 2 alpha/pi. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, half_space_statistical_dimension

D = Domain(d=Integer(1, typical=(1, 60)), alpha=Real(0, "pi/2", typical=(0.1, 1.5)))
d, alpha = D.symbols
half = sp.Rational(1, 2)

THEOREM = Theorem(
    name="circular_cone_extremes",
    title="Circular cones at their extremes",
    id="geom.statdim.circular",
    statement="For d >= 1 the circular cone of angle 0 in R^(d+1) has statistical dimension 1/2, that of angle pi/2 "
    "has that of a half-space; that of angle alpha, 0 < alpha < pi/2, has 1/2 + 2 alpha/pi in R^2; in R^1 it is 1/2 "
    "at every angle, the ends included.",
    domain=D,
    claim=Claim(
        then=[
            Relation(circular_statistical_dimension(d + 1, 0), "=", half),
            Relation(circular_statistical_dimension(d + 1, sp.pi / 2), "=", half_space_statistical_dimension(d + 1)),
            Relation(circular_statistical_dimension(2, alpha), "=", half + 2 * alpha / sp.pi),
            *(Relation(circular_statistical_dimension(1, angle), "=", half) for angle in (alpha, 0, sp.pi / 2)),
        ]
    ),
    sharp_at=({"d": 1, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
    notes="Rays and half-spaces from R^2 on, for at d = 1 the circular cone is a ray at every angle.",
)
