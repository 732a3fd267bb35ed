r"""**The l_1 descent cone at a vector with one zero**: v_{s-1} = atan(1/sqrt s)/pi and v_s = 1/2, d = s+1.

The cone is a wedge in two dimensions times a subspace, so that v_{s+1} = 1/2 - v_{s-1}. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import l1_descent_volume

D = Domain(s=Integer(1, typical=(1, 12)))
(s,) = D.symbols

THEOREM = Theorem(
    name="l1_volumes_with_one_zero",
    title="Volumes of the l_1 descent cone with one zero",
    id="geom.descent.l1_exact",
    statement="For s >= 1 the intrinsic volumes of the l_1 descent cone at a vector of R^(s+1) with one zero are "
    "v_{s-1} = atan(1/sqrt s)/pi and v_s = 1/2.",
    domain=D,
    claim=Claim(
        then=[
            Equal(l1_descent_volume(s + 1, s, s - 1), sp.atan(1 / sp.sqrt(s)) / sp.pi),
            Equal(l1_descent_volume(s + 1, s, s), sp.Rational(1, 2)),
        ]
    ),
    sharp_at=({"s": 1}, {"s": 5}),
    source=Source("affentranger_schneider_1992", "formula (5)"),
    provenance="derived",
)
