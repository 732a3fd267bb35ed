r"""**Watson's lower bound on the chi mean**: lambda_d^2 > d - 1/2.

So Var|g| < 1/2 for a Gaussian vector in every dimension. The difference is 1/(8d) + O(1/d^2).
"""

import sympy as sp

from lqtheory import Domain, Integer, Less, Source, Theorem
from lqtheory.symbols import chi_mean

D = Domain(d=Integer(1, typical=(1, 60)))
(d,) = D.symbols

THEOREM = Theorem(
    name="squared_chi_mean_above",
    title="Lower bound on the chi mean",
    id="geom.chi.mean",
    statement="For d >= 1 the square of the mean length of a Gaussian vector in R^d is more than d - 1/2.",
    domain=D,
    claim=Less(d - sp.Rational(1, 2), chi_mean(d) ** 2),
    box={"d": (1, 10_000)},
    source=Source("watson_1959", "equation (4)"),
    provenance="reproved",
    notes="Proved here without Watson's theorem: the ratio of the sides falls along d, d+2, d+4, ... and tends to 1.",
)
