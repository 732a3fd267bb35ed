r"""**LeakyReLU changes by at most max(1, |a|) times its argument**: slope 1 above zero, a below.

a = 0 is ReLU, a = -1 the absolute value; both have constant 1. Over a step h > 0 of the argument, wherever it begins.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-4, 4)), h=Real(0, typical=(0.1, 6)), a=Real(typical=(-2, 2)))
t, h, a = D.symbols


def positive(x: sp.Expr) -> sp.Expr:
    """The positive part; x minus it is the negative part min(x, 0)."""
    return sp.Max(x, 0)


def activation(x: sp.Expr) -> sp.Expr:
    """Slope 1 above zero, a below."""
    return positive(x) + a * (x - positive(x))


change = activation(t + h) - activation(t)
bound = sp.Max(1, sp.Abs(a)) * h

THEOREM = Theorem(
    name="leaky_relu_slope_is_bounded",
    title="Lipschitz constant of LeakyReLU, ReLU and the absolute value",
    id="lq.net.lip.leaky_relu",
    statement="For all real t and a and h > 0, LeakyReLU with slope a below zero changes from t to t + h by at most "
    "max(1, |a|) h in magnitude.",
    domain=D,
    claim=Claim(then=[Relation(change, "<=", bound), Relation(-change, "<=", bound)]),
    sharp_at=({"t": 1, "h": 1, "a": 0}, {"t": -3, "h": 2, "a": -2}),
    box={"t": (-2, -1), "h": (2, 3), "a": (-0.5, 0.5)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
)
