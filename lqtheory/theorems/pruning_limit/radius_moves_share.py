r"""**Sensitivity of the published share to the radius**: d/d log R is between -1/2 and 0, d/d log epsilon up to 1/4.

x = 2e/(2e + R^2 lam), e for epsilon, is the share of one eigenvalue lam; the published share is its mean. The
derivatives are e dx/de = x (1-x) and R dx/dR = -2 x (1-x), term by term; for all changes at once see
:mod:`factor_moves_share`. Equality at x = 1/2.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(e=Real(0, typical=(0.01, 5)), R=Real(0, typical=(0.1, 10)), lam=Real(0, closed="left", typical=(0, 10)))
e, R, lam = D.symbols
x = 2 * e / (2 * e + R**2 * lam)
by_radius, by_tolerance = R * sp.diff(x, R), e * sp.diff(x, e)

THEOREM = Theorem(
    name="radius_moves_share",
    title="Sensitivity of the published share to the radius",
    id="geom.prune.eps",
    statement="For e, R > 0 and lam >= 0 the share x = 2e/(2e + R^2 lam) has e dx/de = x(1-x) and R dx/dR = "
    "-2x(1-x), which lies between -1/2 and 0.",
    domain=D,
    claim=Claim(
        then=[
            Relation(by_tolerance, "=", x * (1 - x)),
            Relation(by_radius, "=", -2 * x * (1 - x)),
            Relation(-sp.Rational(1, 2), "<=", by_radius),
            Relation(by_radius, "<=", 0),
        ]
    ),
    box={"e": (1, 1.25), "R": (2, 2.25), "lam": (2, 2.25)},
    source=Source("lqtheory_dossier", "geom.prune.published (sensitivity)"),
)
