r"""**The descent curve among nonnegative vectors without cancellation**: J/d = rho + (1-rho) Q = phi/(t + u).

u = phi(t) - t Q(t), and rho = u/(t + u) makes J stationary at t. Only one sign of the inactive coordinates counts, so
that Q and u stand where the l_1 norm alone has 2Q and 2u. Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
u = density - t * tail
rho = u / (t + u)

THEOREM = Theorem(
    name="nonnegative_curve_in_parametric_form",
    title="Parametric form of the descent curve among nonnegative vectors",
    id="geom.descent.nonneg",
    statement="For t > 0 and u = phi(t) - t Q(t), rho = u/(t+u): rho t = (1-rho) u, and both rho(1+t^2) + "
    "(1-rho) [(1+t^2)Q - t phi] and rho + (1-rho) Q are phi/(t+u).",
    domain=D,
    claim=Claim(
        then=(
            Equal(rho * t, (1 - rho) * u),
            Equal(rho * (1 + t**2) + (1 - rho) * ((1 + t**2) * tail - t * density), density / (t + u)),
            Equal(rho + (1 - rho) * tail, density / (t + u)),
        )
    ),
    sharp_at=({"t": 1}, {"t": 0.25}),
    source=Source("lqtheory_dossier", "geom.descent.nonneg"),
)
