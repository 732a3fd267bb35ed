r"""**The refined tail as published is weaker**: exp(-(h^2/4)/(s + h/3)) < 4 exp(-(h^2/8)/(s + h)) for s, h >= 0.

Nearly four times the sharpened tail for h << s with half the exponent. Never an equality.
"""

import sympy as sp

from lqtheory import Domain, Less, Real, Source, Theorem

D = Domain(s=Real(0, typical=(0.25, 16)), h=Real(0, closed="left", typical=(0, 16)))
s, h = D.symbols

THEOREM = Theorem(
    name="published_tail_is_weaker",
    title="Refined tail of the published kinematic formula",
    id="geom.kin.akf",
    statement="For s > 0 and h >= 0, exp(-(h^2/4)/(s + h/3)) is less than 4 exp(-(h^2/8)/(s + h)).",
    domain=D,
    claim=Less(sp.exp(-(h**2) / 4 / (s + h / 3)), 4 * sp.exp(-(h**2) / 8 / (s + h))),
    box={"s": (1, 2), "h": (0, 4)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem 7.1"),
    provenance="derived",
    notes="The published tail is recalled; that the sharpened one implies it is derived.",
)
