r"""**Mean and variance of the volumes of the Weyl chambers BC**: H_d/2, and H_d/2 - sum 1/(4 i^2).

The chamber is {0 <= x_1 <= ... <= x_d}; its volumes are the coefficients of a product of factors
(t + e)/(1 + e). Equalities.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import (
    statistical_dimension_of_chamber_bc,
    variance_of_chamber_bc,
    volume_of_chamber_bc,
)

D = Domain(d=Integer(1, typical=(1, 24)))
(d,) = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def moment(weight: Any, size: Any) -> sp.Expr:
    """Weighted sum of the volumes in a dimension."""
    return sp.Sum(weight * volume_of_chamber_bc(size, k), (k, 0, size))


mean, variance = statistical_dimension_of_chamber_bc(d), variance_of_chamber_bc(d)

THEOREM = Theorem(
    name="moments_of_chamber_bc",
    title="Volumes of the Weyl chambers BC",
    id="geom.statdim.chambers",
    statement="For d >= 1 the intrinsic volumes v_k of the Weyl chamber BC in R^d have the sum 1, the mean is the "
    "statistical dimension H_d/2, and the mean square is its square plus the variance H_d/2 - sum 1/(4 i^2).",
    domain=D,
    claim=Claim(
        then=[
            Relation(moment(1, d), "=", 1),
            Relation(moment(k, d), "=", mean),
            Relation(moment(k**2, d), "=", variance + mean**2),
        ]
    ),
    sharp_at=({"d": 1}, {"d": 5}, {"d": 20}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.5 and section 5.5 (as recalled)"),
    provenance="reproved",
    notes="About the coefficients of the generating polynomial; that they are the volumes of the chamber is "
    "blocks_of_chamber_bc.",
)
