r"""**The variational bound for the l_1 descent cone, and its error**: 0 <= d psi(s/d) - delta <= 2 sqrt(d/s).

delta = E min over tau of dist^2(g, tau df), d psi = min over tau of E dist^2: a minimum of a mean is at least the mean
of the minima. The error bound is the published one, 2 sup |df| / f(x/|x|); :mod:`l1_dimension_gap` has a bounded one.
delta is exact, from the intrinsic volumes.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_dimension, l1_descent_share

D = Domain(d=Integer(1, typical=(1, 9)), s=Integer(1, "d"))
d, s = D.symbols
curve, delta = d * l1_descent_share(s / d), l1_descent_dimension(d, s)

THEOREM = Theorem(
    name="l1_dimension_below_curve",
    title="Variational bound for the l_1 descent cone",
    id="geom.descent.variational",
    statement="For 1 <= s <= d, the statistical dimension delta of the descent cone of the l_1 norm at an s-sparse "
    "vector of R^d is at most d psi(s/d), which exceeds it by at most 2 sqrt(d/s).",
    domain=D,
    claim=Claim(then=[Relation(delta, "<=", curve), Relation(curve - delta, "<=", 2 * sp.sqrt(d / s))]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.1 and Theorem 4.3"),
    provenance="recalled",
)
