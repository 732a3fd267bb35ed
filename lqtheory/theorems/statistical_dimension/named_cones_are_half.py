r"""**Named self-dual cones**: orthants, positive semidefinite matrices, and the latter of order 2 as a circular cone.

The orthant's volumes are binomial; S_+^n lives in n(n+1)/2 dimensions, and S_+^2 is the circular cone of angle pi/4 in
R^3. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import (
    binomial_coefficient,
    circular_statistical_dimension,
    orthant_statistical_dimension,
    psd_statistical_dimension,
    self_dual_statistical_dimension,
)

D = Domain(n=Integer(1, typical=(1, 40)))
(n,) = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
orthant = sp.Sum(k * binomial_coefficient(n, k) * 2 ** (-n), (k, 0, n))

THEOREM = Theorem(
    name="named_cones_are_half",
    title="Named self-dual cones",
    id="geom.statdim.basic",
    statement="For n >= 1 the orthant of R^n, whose intrinsic volumes are binomial, has statistical dimension n/2; the "
    "positive semidefinite matrices of n rows have half of n(n+1)/2; for 2 rows that is the circular cone of angle "
    "pi/4 in R^3.",
    domain=D,
    claim=Claim(
        then=[
            Relation(orthant, "=", orthant_statistical_dimension(n)),
            Relation(psd_statistical_dimension(n), "=", self_dual_statistical_dimension(n * (n + 1) / 2)),
            Relation(psd_statistical_dimension(2), "=", circular_statistical_dimension(3, sp.pi / 4)),
        ]
    ),
    sharp_at=({"n": 1}, {"n": 7}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.2"),
    provenance="reproved",
)
