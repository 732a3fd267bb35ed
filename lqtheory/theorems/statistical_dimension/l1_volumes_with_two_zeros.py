r"""**The l_1 descent cone at a vector with two zeros**: v_s = 2 atan(1/sqrt(s+1))/pi, v_{s+1} = 1/2 - atan(...)/pi.

d = s+2; the second angle is atan(1/sqrt(s(s+2))) = asin(1/(s+1)). The others follow from Gauss-Bonnet: v_{s-1} is
1/2 - v_{s+1}, v_{s+2} is 1/2 - v_s. At s = 1: 1/6, 0.39182655, 1/3, 0.10817345. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import l1_descent_volume

D = Domain(s=Integer(1, typical=(1, 12)))
(s,) = D.symbols

THEOREM = Theorem(
    name="l1_volumes_with_two_zeros",
    title="Volumes of the l_1 descent cone with two zeros",
    id="geom.descent.l1_exact",
    statement="For s >= 1 the intrinsic volumes of the l_1 descent cone at a vector of R^(s+2) with two zeros are "
    "v_s = 2 atan(1/sqrt(s+1))/pi and v_{s+1} = 1/2 - atan(1/sqrt(s(s+2)))/pi.",
    domain=D,
    claim=Claim(
        then=[
            Equal(l1_descent_volume(s + 2, s, s), 2 * sp.atan(1 / sp.sqrt(s + 1)) / sp.pi),
            Equal(l1_descent_volume(s + 2, s, s + 1), sp.Rational(1, 2) - sp.atan(1 / sp.sqrt(s * (s + 2))) / sp.pi),
        ]
    ),
    sharp_at=({"s": 1}, {"s": 5}),
    source=Source("affentranger_schneider_1992", "formula (5)"),
    provenance="derived",
)
