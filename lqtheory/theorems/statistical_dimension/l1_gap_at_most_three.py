r"""**The minimum of the mean exceeds the mean of the minimum by at most 3**: 1 + (1-rho)/rho Var((|g|-t)_+) <= 3.

u = phi(t) - t Q(t) and (1-rho)/rho = t/(2u) at the optimal threshold; Var = 2[(1+t^2)Q - t phi] - 4u^2. By strong
convexity this bounds J - delta. The published bound 2 sqrt(d/s) has no finite limit. Equality in the limit t -> inf,
rho -> 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
u = density - t * tail
square = (1 + t**2) * tail - t * density

THEOREM = Theorem(
    name="l1_gap_at_most_three",
    title="Gap of the l_1 descent curve",
    id="geom.descent.gap",
    statement=("For t > 0, u = phi(t) - t Q(t) and Var = 2[(1+t^2)Q - t phi] - 4u^2, 1 + t Var/(2u) is at most 3."),
    domain=D,
    claim=AtMost(1 + t * (2 * square - 4 * u**2) / (2 * u), 3),
    source=Source("lqtheory_dossier", "geom.descent.gap"),
)
