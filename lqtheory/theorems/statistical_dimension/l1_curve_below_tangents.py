r"""**The l_1 descent curve lies below its tangents**: psi(r) <= r (1+tau^2) + (1-r) 2[(1+tau^2)Q - tau phi].

tau is the threshold of rho; the right-hand side is affine in r and equals psi at r = rho. With the chords of a concave
curve this encloses psi on whole intervals of fractions. Attained at r = rho.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share, l1_descent_threshold

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)), r=Real(0, 1, closed="both"))
rho, r = D.symbols
tau = l1_descent_threshold(rho)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2

THEOREM = Theorem(
    name="l1_curve_below_tangents",
    title="Tangents of the l_1 descent curve",
    id="geom.descent.l1",
    statement="For 0 < rho < 1 with threshold tau and 0 <= r <= 1, psi(r) is at most r (1+tau^2) + "
    "(1-r) 2[(1+tau^2) Q(tau) - tau phi(tau)].",
    domain=D,
    claim=AtMost(l1_descent_share(r), r * (1 + tau**2) + (1 - r) * 2 * ((1 + tau**2) * tail - tau * density)),
    sharp_at=({"rho": 0.125, "r": 0.125}, {"rho": 0.5, "r": 0.5}),
    box={"rho": (0.25, 0.5), "r": (0.6, 0.9)},
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
