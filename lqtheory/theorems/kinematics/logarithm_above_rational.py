r"""**A rational lower bound of the logarithm**: log(1+u) > (3/2) u (u+6)/(u+3)^2 for u > 0.

The derivative of the Bernstein exponent (u^2/2)/(1+u/3) lies below that of (1+u) log(1+u) - u. Sharp as u -> 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(u=Real(0, typical=(0.5, 16)))
(u,) = D.symbols

THEOREM = Theorem(
    name="logarithm_above_rational",
    title="Rational lower bound of the logarithm",
    id="geom.kin.concentration",
    statement="For u > 0, (3/2) u (u+6)/(u+3)^2 is less than log(1+u).",
    domain=D,
    claim=Claim(then=[Relation(sp.Rational(3, 2) * u * (u + 6) / (u + 3) ** 2, "<", sp.log(1 + u))]),
    box={"u": (1, 16)},
    source=Source("boucheron_lugosi_massart_2013", "section 2.7 (Bennett's and Bernstein's inequalities)"),
    provenance="derived",
)
