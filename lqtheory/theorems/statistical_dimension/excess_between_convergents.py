r"""**The mean excess over a threshold lies between convergents**: phi/(t^2+3) <= phi - t Q <= phi/(t^2+1).

u = phi(t) - t Q(t) = E(g-t)_+. Both ends have the right leading term as t -> inf; the upper one is attained in the
limit t -> 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(0, typical=(0.05, 6)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
u = density - t * tail

THEOREM = Theorem(
    name="excess_between_convergents",
    title="Mean excess of a Gaussian",
    id="geom.descent.l1",
    statement="For t > 0, the mean excess u = phi(t) - t Q(t) lies between phi(t)/(t^2+3) and phi(t)/(t^2+1).",
    domain=D,
    claim=Claim(then=[Relation(density / (t**2 + 3), "<=", u), Relation(u, "<=", density / (t**2 + 1))]),
    box={"t": (0.05, 6)},
    source=Source("olver_lozier_boisvert_clark_2010", "7.8.2 and 7.9.3"),
    provenance="read",
)
