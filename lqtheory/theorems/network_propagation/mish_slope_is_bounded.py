r"""**Mish rises by at most 1.0884981613 and falls by at most 0.1125261224**: t tanh(ln(1 + e^t)).

The factor h = tanh(ln(1 + e^t)) is 1 - 2/((1 + e^t)^2 + 1).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)))
(t,) = D.symbols
e = sp.exp(t)
h = 1 - 2 / ((1 + e) ** 2 + 1)
slope = h + t * (1 - h**2) * e / (1 + e)

THEOREM = Theorem(
    name="mish_slope_is_bounded",
    title="Lipschitz constant of Mish",
    id="lq.net.lip.mish",
    statement="For every real t the derivative of Mish at t lies between -0.1125261224 and 1.0884981613.",
    domain=D,
    claim=Claim(
        then=[Relation(slope, "<=", sp.Rational("1.0884981613")), Relation(sp.Rational("-0.1125261224"), "<=", slope)]
    ),
    box={"t": (-10, 10)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
    notes="Rounded outward; the largest derivative is 1.0884981612517278612 at 1.4905711794854284593.",
)
