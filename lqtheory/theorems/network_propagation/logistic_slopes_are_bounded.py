r"""**Sigmoid, tanh and softplus never fall, and rise by at most 1/4, 1 and 1**: their derivatives, by SymPy.

The derivatives of sigmoid and tanh are largest at 0; that of softplus with parameter b, ln(1 + e^{bt})/b, is the
sigmoid of bt, which approaches 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)), b=Real(0, typical=(0.1, 3)))
t, b = D.symbols
sigmoid = sp.diff(1 / (1 + sp.exp(-t)), t)
tanh = sp.diff((1 - sp.exp(-2 * t)) / (1 + sp.exp(-2 * t)), t)
softplus = sp.diff(sp.log(1 + sp.exp(b * t)) / b, t)

THEOREM = Theorem(
    name="logistic_slopes_are_bounded",
    title="Lipschitz constants of sigmoid, tanh and softplus",
    id="lq.net.lip.logistic",
    statement="For every real t and b > 0 the derivative of the sigmoid at t lies between 0 and 1/4, those of tanh and "
    "of softplus with parameter b between 0 and 1.",
    domain=D,
    claim=Claim(
        then=[
            Relation(sigmoid, "<=", sp.Rational(1, 4)),
            Relation(0, "<=", sigmoid),
            Relation(tanh, "<=", 1),
            Relation(0, "<=", tanh),
            Relation(softplus, "<=", 1),
            Relation(0, "<=", softplus),
        ]
    ),
    sharp_at=({"t": 0, "b": 1},),
    box={"t": (0.1, 2), "b": (0.1, 2)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
)
