r"""**ELU changes by at most max(1, |a|) times its argument**: t above zero, a (e^t - 1) below.

Over a step h > 0 of the argument, wherever it begins. The supremum 1 is attained above zero; |a| > 1 is the limit of
difference quotients from below at zero, which no instance attains.
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
    """Slope 1 above zero, a (exp(x) - 1) below."""
    return positive(x) + a * (sp.exp(x - positive(x)) - 1)


change = activation(t + h) - activation(t)
bound = sp.Max(1, sp.Abs(a)) * h

THEOREM = Theorem(
    name="elu_slope_is_bounded",
    title="Lipschitz constant of ELU",
    id="lq.net.lip.elu",
    statement="For all real t and a and h > 0, ELU with parameter a changes from t to t + h by at most max(1, |a|) h "
    "in magnitude.",
    domain=D,
    claim=Claim(then=[Relation(change, "<=", bound), Relation(-change, "<=", bound)]),
    sharp_at=({"t": 1, "h": 1, "a": 0.5}, {"t": 0, "h": 2, "a": -1}),
    box={"t": (-2, -1), "h": (2, 3), "a": (-0.5, 0.5)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
)
