r"""**Lower tail of the intrinsic volumes**: P(V <= m) <= exp(-(h^2/4)/(s + h/3)), h = delta - m, s = delta, d - delta.

For 0 < m < delta. P(V <= m) is written 1 - t_{m+1}. Not sharp.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
tail, h = volume_quantity("cone_tail")(K, m + 1), mean - m
bounds = tuple(sp.exp(-(h**2) / 4 / (s + h / 3)) for s in (mean, size - mean))

THEOREM = Theorem(
    name="lower_tail_of_volumes",
    title="Lower tail of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K of R^d that is no subspace and 0 < m < delta, P(V <= m) is at most "
    "exp(-(h^2/4)/(s + h/3)) with h = delta - m, both for s = delta and for s = d - delta.",
    domain=D,
    claim=Claim(
        given=[Relation(0, "<", m), Relation(m, "<", mean)], then=[Relation(1 - tail, "<=", bound) for bound in bounds]
    ),
    source=Source("mccoy_tropp_2014", "Corollary 4.10"),
    provenance="derived",
)
