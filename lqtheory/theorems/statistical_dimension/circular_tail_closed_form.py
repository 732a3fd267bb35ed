r"""**The tail of a circular cone in closed form**, by shares of caps.

T_d(a) = d int_0^a sin^2(a-b) f(b) db, with the density f of the angle to the axis. The left side of the claim is a
rigorous integral, the right side cancels where T is small. An equality.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import cap_share, circular_tail

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", closed="both", typical=(0.5, 1.5)))
d, alpha = D.symbols
sine, cosine = sp.sin(alpha), sp.cos(alpha)
density = sp.gamma(d / 2) / (sp.sqrt(sp.pi) * sp.gamma((d - 1) / 2))
longer = (d - 1) * cap_share(d + 2, alpha)
closed = sine**2 * (d * cap_share(d, alpha) - longer) + cosine**2 * longer - 2 * density * sine ** (d + 1) * cosine

THEOREM = Theorem(
    name="circular_tail_closed_form",
    title="Tails of circular cones",
    id="geom.statdim.circular.tail",
    statement="For d >= 2 and 0 <= alpha <= pi/2 the tail T_d(alpha) of the circular cone is sin^2(alpha) "
    "(d S_d - (d-1) S_(d+2)) + cos^2(alpha) (d-1) S_(d+2) - 2 c sin^(d+1)(alpha) cos(alpha), with the shares S of caps "
    "of angle alpha and the density c at the equator.",
    domain=D,
    claim=Equal(circular_tail(d, alpha), closed),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.25}),
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
