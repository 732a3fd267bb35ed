r"""**The threshold of the l_1 descent curve is unique**: 2[phi(t) - t Q(t)]/t strictly decreases in t > 0.

Stationarity of J says that it equals rho/(1-rho). It falls from inf to 0, so that there is exactly one root for every
0 < rho < 1. u(t) = phi(t) - t Q(t).
"""

import sympy as sp

from lqtheory import Domain, Less, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)), v=Real("t", typical=("t", 8)))
t, v = D.symbols


def excess(x: sp.Expr) -> sp.Expr:
    """phi(x) - x Q(x)."""
    return sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi) - x * sp.erfc(x / sp.sqrt(2)) / 2


THEOREM = Theorem(
    name="l1_stationarity_falls",
    title="Uniqueness of the threshold",
    id="geom.descent.l1",
    statement="For 0 < t < v, 2 u(v)/v is less than 2 u(t)/t, where u(t) = phi(t) - t Q(t).",
    domain=D,
    claim=Less(2 * excess(v) / v, 2 * excess(t) / t),
    box={"t": (0.5, 1), "v": (1.25, 2)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.5"),
    provenance="recalled",
)
