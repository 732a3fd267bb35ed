r"""**Generating polynomial of the Weyl chambers D**: (t+d-1)/d times that of the chamber BC in R^{d-1}.

P(t) = sum v_k t^k for t > 0, and P(-1) = 0. Equalities.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_d

D = Domain(d=Integer(2, typical=(2, 24)), t=Real(0, typical=(0.1, 4)))
d, t = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def weighted(base: Any) -> sp.Expr:
    """The polynomial at a number."""
    return sp.Sum(base**k * volume_of_chamber_d(d, k), (k, 0, d))


shift = (t + 1) / 2
closed = (t + d - 1) / d * sp.gamma(shift + d - 1) / (sp.gamma(shift) * sp.gamma(d))

THEOREM = Theorem(
    name="polynomial_of_chamber_d",
    title="Generating polynomial of the Weyl chambers D",
    id="geom.statdim.chambers",
    statement="For d >= 2 and t > 0 the intrinsic volumes v_k of the Weyl chamber D in R^d have the generating "
    "polynomial sum v_k t^k = (t+d-1)/d Gamma((t+1)/2+d-1)/(Gamma((t+1)/2) (d-1)!), and their alternating sum is 0.",
    domain=D,
    claim=Claim(then=[Relation(weighted(t), "=", closed), Relation(weighted(sp.Integer(-1)), "=", 0)]),
    sharp_at=({"d": 2, "t": 1.0}, {"d": 5, "t": 0.5}, {"d": 20, "t": 2.0}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 5.5 (as recalled)"),
    provenance="reproved",
    notes="About the coefficients of the product; that they are the volumes of the chamber is blocks_of_chamber_d.",
)
