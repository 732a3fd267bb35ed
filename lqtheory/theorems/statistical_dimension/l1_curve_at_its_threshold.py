r"""**The l_1 descent curve at the root of its stationarity condition**: psi(rho) = rho + (1-rho) 2Q(tau).

tau is the threshold, rho tau = (1-rho) 2[phi(tau) - tau Q(tau)]. Nothing cancels in this form; equalities, hence
attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share, l1_descent_threshold

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)))
(rho,) = D.symbols
tau = l1_descent_threshold(rho)
density = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(tau / sp.sqrt(2)) / 2

THEOREM = Theorem(
    name="l1_curve_at_its_threshold",
    title="The l_1 descent curve at its threshold",
    id="geom.descent.l1",
    statement="For 0 < rho < 1 the threshold tau satisfies rho tau = (1-rho) 2[phi(tau) - tau Q(tau)], and psi(rho) is "
    "rho + (1-rho) 2Q(tau).",
    domain=D,
    claim=Claim(
        then=(
            Equal(rho * tau, (1 - rho) * 2 * (density - tau * tail)),
            Equal(l1_descent_share(rho), rho + (1 - rho) * 2 * tail),
        )
    ),
    sharp_at=({"rho": 0.125}, {"rho": 0.75}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.5"),
    provenance="reproved",
)
