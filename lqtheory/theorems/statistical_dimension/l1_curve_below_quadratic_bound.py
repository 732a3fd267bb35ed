r"""**The l_1 descent curve close to rho = 1**: psi(rho) <= 1 - (2/pi)(1-rho)^2.

The positive part is dropped from E(|g|-t)_+^2 and t = (1-rho) sqrt(2/pi). Tight as rho -> 1, with equality there only.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share

D = Domain(rho=Real(0, 1, closed="right", typical=(0.01, 1)))
(rho,) = D.symbols

THEOREM = Theorem(
    name="l1_curve_below_quadratic_bound",
    title="Quadratic bound on the l_1 descent curve",
    id="geom.descent.l1_bounds",
    statement="For 0 < rho <= 1, psi(rho) is at most 1 - (2/pi)(1-rho)^2.",
    domain=D,
    claim=AtMost(l1_descent_share(rho), 1 - 2 / sp.pi * (1 - rho) ** 2),
    sharp_at=({"rho": 1},),
    box={"rho": (0.01, 0.9)},
    source=Source("foygel_mackey_2014", "Proposition 4"),
)
