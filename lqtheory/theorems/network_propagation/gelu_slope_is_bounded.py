r"""**GELU rises by at most 1.1289041452**: its derivative is largest at sqrt 2.

The derivative is Phi(t) + t phi(t), with maximum Phi(sqrt 2) + sqrt 2 phi(sqrt 2) and minimum 1 minus that.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)))
(t,) = D.symbols
slope = sp.erfc(-t / sp.sqrt(2)) / 2 + t * sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)

THEOREM = Theorem(
    name="gelu_slope_is_bounded",
    title="Lipschitz constant of GELU",
    id="lq.net.lip.gelu",
    statement="For every real t the derivative of GELU at t lies between -0.1289041452 and 1.1289041452.",
    domain=D,
    claim=Claim(
        then=[Relation(slope, "<=", sp.Rational("1.1289041452")), Relation(sp.Rational("-0.1289041452"), "<=", slope)]
    ),
    box={"t": (-10, 10)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
    notes="Rounded outward; the largest derivative is 1.12890414518515478634 at sqrt 2.",
)
