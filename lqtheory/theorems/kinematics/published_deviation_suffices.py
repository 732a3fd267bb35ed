r"""**At the published deviation the sharpened exponent is at least L = log(4/eta)**, for any larger deviation as well.

For h >= sqrt(8 L d) and s + h/3 <= 4 d/3, which holds for s + h <= d and for h <= s <= d. See
:mod:`sharpened_width_gives_published` for the constant 3/2 at the deviation itself. Not sharp.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    L=Real(0, typical=(0.25, 4)), d=Real(0, typical=(4, 64)), s=Real(0, typical=(0.25, 64)), h=Real(0, typical=(4, 64))
)
L, d, s, h = D.symbols

THEOREM = Theorem(
    name="published_deviation_suffices",
    title="Exponent at the published deviation",
    id="geom.kin.akf",
    statement="For L, d, s, h > 0 with sqrt(8 L d) <= h and s + h/3 <= 4 d/3, -(h^2/4)/(s + h/3) is at most -L.",
    domain=D,
    claim=Claim(
        given=[Relation(sp.sqrt(8 * L * d), "<=", h), Relation(s + h / 3, "<=", 4 * d / 3)],
        then=[Relation(-(h**2) / 4 / (s + h / 3), "<=", -L)],
    ),
    box={"L": (0.25, 0.5), "d": (64, 65), "s": (1, 2), "h": (17, 18)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem I"),
    provenance="derived",
)
