r"""**Generating polynomial of the Weyl chambers A**: the product of (t+k-1)/k over k <= d.

P(t) = sum v_k t^k = Gamma(t+d)/(Gamma(t) d!) for t > 0, and P(-1) = 0. Equalities.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_a

D = Domain(d=Integer(1, typical=(1, 24)), t=Real(0, typical=(0.1, 4)))
d, t = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def weighted(base: Any, size: Any) -> sp.Expr:
    """The polynomial at a number, in a dimension."""
    return sp.Sum(base**k * volume_of_chamber_a(size, k), (k, 0, size))


shift = t
closed = sp.gamma(shift + d) / (sp.gamma(shift) * sp.gamma(d + 1))

THEOREM = Theorem(
    name="polynomial_of_chamber_a",
    title="Generating polynomial of the Weyl chambers A",
    id="geom.statdim.chambers",
    statement="For d >= 1 and t > 0 the intrinsic volumes v_k of the Weyl chamber A in R^d have the generating "
    "polynomial sum v_k t^k = Gamma(t+d)/(Gamma(t) d!); the alternating sum of those in R^(d+1) is 0.",
    domain=D,
    claim=Claim(then=[Relation(weighted(t, d), "=", closed), Relation(weighted(sp.Integer(-1), d + 1), "=", 0)]),
    sharp_at=({"d": 1, "t": 1.0}, {"d": 5, "t": 0.5}, {"d": 20, "t": 2.0}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 5.5 (as recalled)"),
    provenance="reproved",
    notes="The alternating sum is taken in R^(d+1), for in R^1 the chamber is a line. About the coefficients of the "
    "product; that they are the volumes of the chamber is blocks_of_chamber_a.",
)
