r"""**delta <= 2s log(d/s) + s for the l_1 descent cone**: psi(rho) <= rho (1 + 2 log(1/rho)) on (0, 1].

The published constants are 5/4 (Chandrasekaran et al.) and 3/2 (Foygel and Mackey) in place of 1. Equality at rho = 1:
the constant 1 is the best.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share

D = Domain(rho=Real(0, 1, closed="right", typical=(0.01, 1)))
(rho,) = D.symbols

THEOREM = Theorem(
    name="l1_share_below_log_bound",
    title="Logarithmic bound on the l_1 descent curve, at every fraction",
    id="geom.descent.l1_bounds",
    statement="For 0 < rho <= 1, psi(rho) is at most rho (1 + 2 log(1/rho)).",
    domain=D,
    claim=AtMost(l1_descent_share(rho), rho * (1 + 2 * sp.log(1 / rho))),
    sharp_at=({"rho": 1},),
    box={"rho": (0.01, 0.99)},
    source=Source("lqtheory_dossier", "geom.descent.l1_bounds"),
)
