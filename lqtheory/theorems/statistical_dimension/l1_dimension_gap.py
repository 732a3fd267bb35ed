r"""**The l_1 descent curve exceeds the exact statistical dimension by at most 3**, more exactly by at most a variance.

d psi - delta <= 1 + (d-s)/s Var((|g|-tau)_+), which is at most 3 and at most 1 + (d-s)/s 2Q(tau), tau the threshold of
s/d, because dist^2(g, tau df) is 2s-strongly convex in tau. Var = 2[(1+tau^2)Q - tau phi] - 4u^2, u = phi - tau Q.
The published bound 2 sqrt(d/s) is not bounded. delta is exact, from the intrinsic volumes; the largest gap seen is
below 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_dimension, l1_descent_share, l1_descent_threshold

D = Domain(d=Integer(2, typical=(2, 9)), s=Integer(1, "d-1"))
d, s = D.symbols
tau = l1_descent_threshold(s / d)
gap = d * l1_descent_share(s / d) - l1_descent_dimension(d, s)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
u = density - tau * tail
odds = (d - s) / s
variance = 2 * ((1 + tau**2) * tail - tau * density) - 4 * u**2

THEOREM = Theorem(
    name="l1_dimension_gap",
    title="Gap between the l_1 descent curve and the statistical dimension",
    id="geom.descent.gap",
    statement="For 1 <= s < d and the threshold tau of s/d, d psi(s/d) exceeds the statistical dimension of the l_1 "
    "descent cone by at most 1 + (d-s)/s Var((|g|-tau)_+), by at most 1 + (d-s)/s 2Q(tau), and by at most 3.",
    domain=D,
    claim=Claim(then=[Relation(gap, "<=", bound) for bound in (1 + odds * variance, 1 + odds * 2 * tail, 3)]),
    source=Source("lqtheory_dossier", "geom.descent.gap"),
)
