r"""**The sharpened tails imply the published approximate kinematic formula**: at h = a sqrt(d) the exponent is >= 3L/2.

a = sqrt(8 L), L = log(4/eta), s = min(delta, d - delta) <= d. The published theorem claims a probability of at most eta
at this deviation; the Bernstein form gives (eta/4)^(3/2), which is less. Deviations above d have probability 0 anyway,
so that 8 L <= d is no restriction. Sharp at s = d = 8 L.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    L=Real(0, typical=(0.25, 4)), d=Real("8*L", closed="left", typical=("8*L", 64)), s=Real(0, "d", closed="both")
)
L, d, s = D.symbols
h = sp.sqrt(8 * L * d)

THEOREM = Theorem(
    name="sharpened_width_gives_published",
    title="Published approximate kinematic formula",
    id="geom.kin.akf",
    statement="For L > 0, d >= 8 L and 0 <= s <= d, h = sqrt(8 L d) has (h^2/4)/(s + h/3) at least 3 L/2.",
    domain=D,
    claim=AtMost(3 * L / 2, h**2 / 4 / (s + h / 3)),
    sharp_at=({"L": 1, "d": 8, "s": 8}, {"L": 0.5, "d": 4, "s": 4}),
    box={"L": (1, 2), "d": (20, 30), "s": (1, 2)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem I"),
    provenance="derived",
    notes="The published constants are recalled; that the sharpened form implies them is derived.",
)
