r"""**The l_1 descent curve against the logarithm, without o(1)**: phi/u = 2 log x + c - log(pi/2) - 2 log t(t^2+...).

u = phi(t) - t Q(t), x = t/(2u) = (1-rho)/rho and phi/u = psi/rho. The expansion for small rho, 2L - 3 log(2L) -
log(pi/2) + 3 + o(1) with L = log(1/rho), follows from the upper bound; its error is the width 2 of the two bounds plus
what t^2 differs from 2L. Upper bound attained in the limit t -> inf.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(0, typical=(0.05, 6)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
u = density - t * sp.erfc(t / sp.sqrt(2)) / 2
x = t / (2 * u)


def expansion(constant: int, cubic: sp.Expr) -> sp.Expr:
    """2 log x + constant - log(pi/2) - 2 log cubic."""
    return 2 * sp.log(x) + constant - sp.log(sp.pi / 2) - 2 * sp.log(cubic)


THEOREM = Theorem(
    name="l1_curve_against_logarithm",
    title="The l_1 descent curve against the logarithm",
    id="geom.descent.l1",
    statement="For t > 0, u = phi(t) - t Q(t) and x = t/(2u), phi/u is at least 2 log x + 1 - log(pi/2) - "
    "2 log(t(t^2+3)) and at most 2 log x + 3 - log(pi/2) - 2 log(t(t^2+1)).",
    domain=D,
    claim=Claim(
        then=[
            Relation(expansion(1, t * (t**2 + 3)), "<=", density / u),
            Relation(density / u, "<=", expansion(3, t * (t**2 + 1))),
        ]
    ),
    box={"t": (0.25, 6)},
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
