r"""**Upper bounds on the chi mean**: lambda_d^2 < d^2/(d + 1/2), and lambda_d^2 <= d - 1 + 2/pi.

The first is derived here, d - 1/2 + 1/(4d+2), and is sharper from d = 2 on; the second has equality at d = 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean

D = Domain(d=Integer(1, typical=(1, 60)))
(d,) = D.symbols

THEOREM = Theorem(
    name="squared_chi_mean_below",
    title="Upper bounds on the chi mean",
    id="geom.chi.mean",
    statement="For d >= 1 the square of the mean length of a Gaussian vector in R^d is less than d^2/(d + 1/2) and at "
    "most d - 1 + 2/pi.",
    domain=D,
    claim=Claim(
        then=[
            Relation(chi_mean(d) ** 2, "<", d**2 / (d + sp.Rational(1, 2))),
            Relation(chi_mean(d) ** 2, "<=", d - 1 + 2 / sp.pi),
        ]
    ),
    box={"d": (2, 10_000)},
    sharp_at=({"d": 1},),
    source=Source("watson_1959", "equation (4)"),
    provenance="reproved",
    notes="The box leaves out d = 1, where the second bound is attained.",
)
