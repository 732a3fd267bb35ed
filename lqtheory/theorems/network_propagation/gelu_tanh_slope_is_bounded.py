r"""**The tanh form of GELU rises by at most 1.1289930687**.

It is t (1 + tanh u(t))/2 = t s(2u(t)) with u = sqrt(2/pi) (t + 0.044715 t^3) and s the logistic function.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)))
(t,) = D.symbols
u = sp.sqrt(2 / sp.pi) * (t + sp.Rational(44715, 10**6) * t**3)
s = 1 / (1 + sp.exp(-2 * u))
slope = s + 2 * t * s * (1 - s) * sp.diff(u, t)

THEOREM = Theorem(
    name="gelu_tanh_slope_is_bounded",
    title="Lipschitz constant of the tanh form of GELU",
    id="lq.net.lip.gelu_tanh",
    statement="For every real t the derivative of tanh-GELU at t lies between -0.1289930687 and 1.1289930687.",
    domain=D,
    claim=Claim(
        then=[Relation(slope, "<=", sp.Rational("1.1289930687")), Relation(sp.Rational("-0.1289930687"), "<=", slope)]
    ),
    box={"t": (-10, 10)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
    notes="Rounded outward; the largest derivative is 1.1289930686587717655 at 1.4185040087908283555.",
)
