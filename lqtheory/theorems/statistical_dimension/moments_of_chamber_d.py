r"""**Mean and variance of the volumes of the Weyl chambers D**: H_{d-1}/2 + 1/d, with one indicator more than for BC.

The chamber is {|x_1| <= x_2 <= ... <= x_d}, d >= 2; its last factor is (t + d-1)/d. Equalities.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import (
    statistical_dimension_of_chamber_d,
    variance_of_chamber_d,
    volume_of_chamber_d,
)

D = Domain(d=Integer(2, typical=(2, 24)))
(d,) = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def moment(weight: Any) -> sp.Expr:
    """Weighted sum of the volumes."""
    return sp.Sum(weight * volume_of_chamber_d(d, k), (k, 0, d))


mean, variance = statistical_dimension_of_chamber_d(d), variance_of_chamber_d(d)

THEOREM = Theorem(
    name="moments_of_chamber_d",
    title="Volumes of the Weyl chambers D",
    id="geom.statdim.chambers",
    statement="For d >= 2 the intrinsic volumes v_k of the Weyl chamber D in R^d have the sum 1, the mean is the "
    "statistical dimension H_(d-1)/2 + 1/d, and the mean square is its square plus the variance H_(d-1)/2 - "
    "sum 1/(4 i^2) + (d-1)/d^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(moment(1), "=", 1),
            Relation(moment(k), "=", mean),
            Relation(moment(k**2), "=", variance + mean**2),
        ]
    ),
    sharp_at=({"d": 2}, {"d": 5}, {"d": 20}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.5 and section 5.5 (as recalled)"),
    provenance="reproved",
    notes="About the coefficients of the generating polynomial; that they are the volumes of the chamber is "
    "blocks_of_chamber_d.",
)
