r"""**Bernstein form of the tails of intrinsic volumes**: both Chernoff exponents are at least (h^2/4)/(delta + h/3).

Upper exponent: ((delta+h) log(1+h/delta) - h)/2. Lower one, for h < b: ((b-h) log(1-h/b) + h)/2. Sharp only as h -> 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(delta=Real(0, typical=(0.25, 8)), h=Real(0, typical=(0.25, 8)), b=Real("h", typical=("h", 16)))
delta, h, b = D.symbols

THEOREM = Theorem(
    name="bernstein_form_of_volume_tails",
    title="Bernstein form of volume tails",
    id="geom.kin.concentration",
    statement="For delta > 0 and 0 < h < b, ((delta+h) log(1+h/delta) - h)/2 is at least (h^2/4)/(delta+h/3), and "
    "((b-h) log(1-h/b) + h)/2 is at least (h^2/4)/(b+h/3).",
    domain=D,
    claim=Claim(
        then=[
            Relation(h**2 / 4 / (delta + h / 3), "<=", ((delta + h) * sp.log(1 + h / delta) - h) / 2),
            Relation(h**2 / 4 / (b + h / 3), "<=", ((b - h) * sp.log(1 - h / b) + h) / 2),
        ]
    ),
    box={"delta": (1, 2), "h": (1, 2), "b": (3, 4)},
    source=Source("lqtheory_dossier", "geom.kin.concentration"),
)
