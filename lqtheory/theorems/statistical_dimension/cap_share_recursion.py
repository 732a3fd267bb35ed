r"""**Caps in dimension d + 2 from caps in dimension d**: the reduction formula of the powers of the sine.

S_d(alpha) is the share of the sphere of R^d within the angle alpha of a point. An equality; with it the tails of
circular cones need one incomplete beta function.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import cap_share

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi", typical=(0.1, 3)))
d, alpha = D.symbols
density = sp.gamma(d / 2) / (sp.sqrt(sp.pi) * sp.gamma((d - 1) / 2))

THEOREM = Theorem(
    name="cap_share_recursion",
    title="Recursion of caps",
    id="geom.statdim.circular.cap",
    statement="For d >= 2 and 0 < alpha < pi the share of the sphere of R^(d+2) within the angle alpha of a point is "
    "that of R^d minus sin^(d-1)(alpha) cos(alpha)/(d-1) times the density at the equator.",
    domain=D,
    claim=Equal(
        cap_share(d + 2, alpha),
        cap_share(d, alpha) - density * sp.sin(alpha) ** (d - 1) * sp.cos(alpha) / (d - 1),
    ),
    sharp_at=({"d": 5, "alpha": 0.5}, {"d": 12, "alpha": 1.75}),
    source=Source("olver_lozier_boisvert_clark_2010", "8.17.20"),
)
