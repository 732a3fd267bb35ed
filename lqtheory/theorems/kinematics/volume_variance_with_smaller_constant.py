r"""**The constant 2 in Var V <= 2 delta cannot be lowered to 3/2**: narrow circular cones in many dimensions refute it.

Not published by anyone; entered to show what the bound on the variance of intrinsic volumes is worth. The ratio
Var V/delta of circular cones is 1.63 in R^100, 1.88 in R^1000 and 1.96 in R^10000 at the best angles.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import circular_statistical_dimension, circular_volume

D = Domain(d=Integer(2, typical=(60, 120)), alpha=Real(0, "pi/2", typical=(0.25, 0.45)))
d, alpha = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
dimension = circular_statistical_dimension(d, alpha)
variance = sp.Sum(k**2 * circular_volume(d, k, alpha), (k, 0, d)) - dimension**2

THEOREM = Theorem(
    name="volume_variance_with_smaller_constant",
    title="Variance of intrinsic volumes with a smaller constant",
    id="geom.iv.variance",
    statement="For d >= 2 and 0 < alpha < pi/2 the variance of the intrinsic volumes of the circular cone of angle "
    "alpha in R^d is at most 3/2 of its statistical dimension.",
    domain=D,
    claim=AtMost(variance, sp.Rational(3, 2) * dimension),
    box={"d": (100, 100), "alpha": ("3/10", "31/100")},
    expected="refuted",
    corrected_by="volume_variance_bound",
    source=Source("mccoy_tropp_2014", "section 4.2"),
    provenance="derived",
)
