r"""**Tails of circular cones are exponentially small**: T_d(alpha) <= (d/2) sin^{d+1}(alpha).

From the share of a cap, S_d(alpha) <= sin^{d-1}(alpha)/2. Derived here; equality in neither, for alpha below pi/2.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.5)))
d, alpha = D.symbols
half = sp.Rational(1, 2)

THEOREM = Theorem(
    name="circular_tail_is_small",
    title="Tails of circular cones are small",
    id="geom.statdim.circular.tail",
    statement="For d >= 2 and 0 < alpha < pi/2 a cap of angle alpha has at most the share sin^(d-1)(alpha)/2 of the "
    "sphere of R^d, and the tail T_d(alpha) of the circular cone is at most (d/2) sin^(d+1)(alpha).",
    domain=D,
    claim=Claim(
        then=[
            Relation(cap_share(d, alpha), "<=", sp.sin(alpha) ** (d - 1) / 2),
            Relation(circular_tail(d, alpha), "<=", d * half * sp.sin(alpha) ** (d + 1)),
        ]
    ),
    box={"d": (2, 24), "alpha": ("1/10", "3/2")},
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
