r"""**The l_1 descent curve at most rho (1 + 2 log(1/rho))**, i.e. delta <= 2s log(d/s) + s, in parametric form.

u = phi(t) - t Q(t), rho = 2u/(t + 2u), psi/rho = phi/u and 1/rho = 1 + t/(2u) at the optimal threshold t > 0, so that
the claim is phi/u <= 1 + 2 log(1 + t/(2u)). The constant 1 is best: equality in the limit t -> 0, rho -> 1.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
u = density - t * tail

THEOREM = Theorem(
    name="l1_curve_below_log_bound",
    title="Logarithmic bound on the l_1 descent curve",
    id="geom.descent.l1_bounds",
    statement="For t > 0 and u = phi(t) - t Q(t), phi/u is at most 1 + 2 log(1 + t/(2u)).",
    domain=D,
    claim=AtMost(density / u, 1 + 2 * sp.log(1 + t / (2 * u))),
    source=Source("lqtheory_dossier", "geom.descent.l1_bounds"),
)
