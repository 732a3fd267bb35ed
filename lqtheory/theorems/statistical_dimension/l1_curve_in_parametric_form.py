r"""**The l_1 descent curve without cancellation**: at the optimal threshold t, J/d = rho + (1-rho) 2Q = 2phi/(t + 2u).

u = phi(t) - t Q(t), and rho = 2u/(t + 2u) makes J stationary at t. The textbook form of J loses t^4 digits. Equalities,
hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
u = density - t * tail
rho = 2 * u / (t + 2 * u)

THEOREM = Theorem(
    name="l1_curve_in_parametric_form",
    title="Parametric form of the l_1 descent curve",
    id="geom.descent.l1",
    statement=(
        "For t > 0 and u = phi(t) - t Q(t), rho = 2u/(t+2u): rho t = (1-rho) 2u, and both rho(1+t^2) + "
        "(1-rho) 2[(1+t^2)Q - t phi] and rho + (1-rho) 2Q are 2 phi/(t+2u)."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(rho * t, (1 - rho) * 2 * u),
            Equal(
                rho * (1 + t**2) + (1 - rho) * 2 * ((1 + t**2) * tail - t * density),
                2 * density / (t + 2 * u),
            ),
            Equal(rho + (1 - rho) * 2 * tail, 2 * density / (t + 2 * u)),
        )
    ),
    sharp_at=({"t": 1}, {"t": 0.25}),
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
