r"""**The projection onto the cone is the root of a rising function**, term by term, on both sides of m_1.

x'Mx at the multiplier mu = 1/nu is sum m g^2/(1 - mu m)^2, and divided by nu^2 it is sum m g^2/(nu - m)^2. The first
rises in mu on (0, 1/m_1), from g'Mg to infinity; the second in nu on (0, m_1), from g'M^{-1}g to infinity. k stands for
the one positive eigenvalue m_1, a for |m_i| of the others.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(k=Real(0), a=Real(0), mu=Real(0, "1/k"), nu=Real(0, "k"))
k, a, mu, nu = D.symbols
v = sp.Symbol("v", positive=True)


def slope(term: sp.Expr, at: sp.Expr) -> sp.Expr:
    """Derivative in v, at a place."""
    return sp.factor(sp.diff(term, v)).subs(v, at)


terms = [(m / (1 - v * m) ** 2, mu) for m in (k, -a)] + [(m / (v - m) ** 2, nu) for m in (k, -a)]

THEOREM = Theorem(
    name="projection_root_functions_rise",
    title="Monotone root functions of the projection",
    id="geom.ell.project",
    statement="For k, a > 0, 0 < mu < 1/k and 0 < nu < k, the derivatives in mu of k/(1 - mu k)^2 and -a/(1 + mu "
    "a)^2, and those in nu of k/(nu - k)^2 and -a/(nu + a)^2, are positive.",
    domain=D,
    claim=Claim(then=[Relation(0, "<", slope(term, at)) for term, at in terms]),
    box={"k": (1, 2), "a": (1, 2), "mu": (0.125, 0.25), "nu": (0.25, 0.5)},
    source=Source("lqtheory_dossier", "geom.ell.project"),
)
