r"""**The gap among nonnegative vectors is at most 3, too**: 1 + (1-rho)/rho Var((g-t)_+) <= 3.

u = phi(t) - t Q(t), (1-rho)/rho = t/u at the optimal threshold and Var = (1+t^2)Q - t phi - u^2. By strong convexity
this bounds J - delta. Equality in the limit t -> inf, rho -> 0.
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
    name="nonnegative_gap_at_most_three",
    title="Gap of the descent curve among nonnegative vectors",
    id="geom.descent.nonneg",
    statement="For t > 0, u = phi(t) - t Q(t) and Var = (1+t^2)Q - t phi - u^2, 1 + t Var/u is at most 3.",
    domain=D,
    claim=AtMost(1 + t * (square - u**2) / u, 3),
    source=Source("lqtheory_dossier", "geom.descent.nonneg"),
)
