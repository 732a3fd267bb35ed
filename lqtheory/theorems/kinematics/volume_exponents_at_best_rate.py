r"""**Best rate in the moment bounds of intrinsic volumes**: Chernoff's exponents there are at most those of Bernstein.

At e^{2 eta} = 1 + h/delta the exponent delta (e^{2 eta} - 1 - 2 eta)/2 - eta h, and at e^{-2 eta} = 1 - h/b the
exponent b (e^{-2 eta} - 1 + 2 eta)/2 - eta h; sharp only as h -> 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(delta=Real(0, typical=(0.25, 8)), h=Real(0, typical=(0.25, 8)), b=Real("h", typical=("h", 16)))
delta, h, b = D.symbols
grow, shrink = sp.log(1 + h / delta), sp.log(1 - h / b)

THEOREM = Theorem(
    name="volume_exponents_at_best_rate",
    title="Exponents of volume tails at the best rate",
    id="geom.kin.concentration",
    statement="For delta > 0 and 0 < h < b, delta (h/delta - log(1+h/delta))/2 - h log(1+h/delta)/2 is at most "
    "-(h^2/4)/(delta+h/3), and b (-h/b - log(1-h/b))/2 + h log(1-h/b)/2 is at most -(h^2/4)/(b+h/3).",
    domain=D,
    claim=Claim(
        then=[
            Relation(delta * (h / delta - grow) / 2 - h * grow / 2, "<=", -(h**2) / 4 / (delta + h / 3)),
            Relation(b * (-h / b - shrink) / 2 + h * shrink / 2, "<=", -(h**2) / 4 / (b + h / 3)),
        ]
    ),
    box={"delta": (1, 2), "h": (1, 2), "b": (3, 4)},
    source=Source("lqtheory_dossier", "geom.kin.concentration"),
)
