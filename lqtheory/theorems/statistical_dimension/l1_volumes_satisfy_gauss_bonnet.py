r"""**The closed formulas for the intrinsic volumes of l_1 descent cones are a distribution and obey Gauss-Bonnet**.

sum v_k = 1 and sum (-1)^k v_k = 0, where v_{s-1+j} = C(n,j) 2^j E_j iota_j, n = d-s, and v_d has an integral of its
own. No formula is the complement of the others, so that both equations check all of them. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import l1_descent_volume

D = Domain(d=Integer(1, typical=(1, 5)), s=Integer(1, "d"))
d, s = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
v = l1_descent_volume(d, s, k)

THEOREM = Theorem(
    name="l1_volumes_satisfy_gauss_bonnet",
    title="Gauss-Bonnet for l_1 descent cones",
    id="geom.descent.l1_exact",
    statement="For 1 <= s <= d, the intrinsic volumes v_0, ..., v_d of the descent cone of the l_1 norm at an s-sparse "
    "vector of R^d have the sum 1 and the alternating sum 0.",
    domain=D,
    claim=Claim(then=[Equal(sp.Sum(v, (k, 0, d)), 1), Equal(sp.Sum((-1) ** k * v, (k, 0, d)), 0)]),
    sharp_at=({"d": 3, "s": 1}, {"d": 6, "s": 4}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "facts 5.3 and 5.5"),
    provenance="derived",
)
