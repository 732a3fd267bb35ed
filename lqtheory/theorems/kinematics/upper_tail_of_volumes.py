r"""**Upper tail of the intrinsic volumes**: P(V >= m) <= exp(-(h^2/4)/(s + h/3)), h = m - delta, s = delta, d - delta.

For delta < m < d. Not sharp.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
tail, h = volume_quantity("cone_tail")(K, m), m - mean
bounds = tuple(sp.exp(-(h**2) / 4 / (s + h / 3)) for s in (mean, size - mean))

THEOREM = Theorem(
    name="upper_tail_of_volumes",
    title="Upper tail of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K of R^d that is no subspace and delta < m < d, P(V >= m) is at most "
    "exp(-(h^2/4)/(s + h/3)) with h = m - delta, both for s = delta and for s = d - delta.",
    domain=D,
    claim=Claim(
        given=[Relation(mean, "<", m), Relation(m, "<", size)], then=[Relation(tail, "<=", bound) for bound in bounds]
    ),
    source=Source("mccoy_tropp_2014", "Corollary 4.10"),
    provenance="derived",
)
