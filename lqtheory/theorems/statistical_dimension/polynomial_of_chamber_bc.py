r"""**Generating polynomial of the Weyl chambers BC**: the product of (t+2k-1)/(2k) over k <= d.

P(t) = sum v_k t^k = Gamma((t+1)/2+d)/(Gamma((t+1)/2) d!) for t > 0, and P(-1) = 0. Equalities.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_bc

D = Domain(d=Integer(1, typical=(1, 24)), t=Real(0, typical=(0.1, 4)))
d, t = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def weighted(base: Any, size: Any) -> sp.Expr:
    """The polynomial at a number, in a dimension."""
    return sp.Sum(base**k * volume_of_chamber_bc(size, k), (k, 0, size))


shift = (t + 1) / 2
closed = sp.gamma(shift + d) / (sp.gamma(shift) * sp.gamma(d + 1))

THEOREM = Theorem(
    name="polynomial_of_chamber_bc",
    title="Generating polynomial of the Weyl chambers BC",
    id="geom.statdim.chambers",
    statement="For d >= 1 and t > 0 the intrinsic volumes v_k of the Weyl chamber BC in R^d have the generating "
    "polynomial sum v_k t^k = Gamma((t+1)/2+d)/(Gamma((t+1)/2) d!); the alternating sum of those in R^d is 0.",
    domain=D,
    claim=Claim(then=[Relation(weighted(t, d), "=", closed), Relation(weighted(sp.Integer(-1), d), "=", 0)]),
    sharp_at=({"d": 1, "t": 1.0}, {"d": 5, "t": 0.5}, {"d": 20, "t": 2.0}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 5.5 (as recalled)"),
    provenance="reproved",
    notes="About the coefficients of the product; that they are the volumes of the chamber is blocks_of_chamber_bc.",
)
