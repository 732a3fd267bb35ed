r"""**SiLU rises by at most 1.0998393202**: its derivative is s + t s (1 - s) with s the logistic function.

The minimum is 1 minus the maximum, because s(-t) = 1 - s(t).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)))
(t,) = D.symbols
s = 1 / (1 + sp.exp(-t))
slope = s + t * s * (1 - s)

THEOREM = Theorem(
    name="silu_slope_is_bounded",
    title="Lipschitz constant of SiLU",
    id="lq.net.lip.silu",
    statement="For every real t the derivative of SiLU at t lies between -0.0998393202 and 1.0998393202.",
    domain=D,
    claim=Claim(
        then=[Relation(slope, "<=", sp.Rational("1.0998393202")), Relation(sp.Rational("-0.0998393202"), "<=", slope)]
    ),
    box={"t": (-10, 10)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
    notes="Rounded outward; the largest derivative is 1.0998393201288669170 at 2.3993572805154676678.",
)
