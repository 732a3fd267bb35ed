r"""**The descent curve among nonnegative vectors at its threshold**: psi_+(rho) = rho + (1-rho) Q(tau).

tau is the threshold, rho tau = (1-rho) [phi(tau) - tau Q(tau)]. Nothing cancels in this form; equalities, hence
attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import nonnegative_descent_share, nonnegative_descent_threshold

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)))
(rho,) = D.symbols
tau = nonnegative_descent_threshold(rho)
density = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(tau / sp.sqrt(2)) / 2

THEOREM = Theorem(
    name="nonnegative_curve_at_its_threshold",
    title="The descent curve among nonnegative vectors at its threshold",
    id="geom.descent.nonneg",
    statement="For 0 < rho < 1 the threshold tau satisfies rho tau = (1-rho) [phi(tau) - tau Q(tau)], and psi_+(rho) "
    "is rho + (1-rho) Q(tau).",
    domain=D,
    claim=Claim(
        then=(
            Equal(rho * tau, (1 - rho) * (density - tau * tail)),
            Equal(nonnegative_descent_share(rho), rho + (1 - rho) * tail),
        )
    ),
    sharp_at=({"rho": 0.125}, {"rho": 0.75}),
    source=Source("lqtheory_dossier", "geom.descent.nonneg"),
)
