r"""**Tails of circular cones are below half of a power**: T_d(alpha) <= sin^{d+1}(alpha)/2, attained at pi/2.

The factor d of :mod:`circular_tail_is_small` is not needed. With sin(b) = u sin(alpha) the integral of T_d over b is
sin^{d+1}(alpha) times one over 0 < u < 1 whose integrand is largest at the right angle. Derived here.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_tail

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.5)))
d, alpha = D.symbols
half = sp.Rational(1, 2)

THEOREM = Theorem(
    name="circular_tail_below_half_of_power",
    title="Tails of circular cones below half of a power",
    id="geom.statdim.circular.power",
    statement="For d >= 2 and 0 < alpha < pi/2 the tail T_d(alpha) of the circular cone is at most sin^(d+1)(alpha)/2, "
    "and T_d(pi/2) = 1/2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(circular_tail(d, alpha), "<=", half * sp.sin(alpha) ** (d + 1)),
            Relation(circular_tail(d, sp.pi / 2), "=", half),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
