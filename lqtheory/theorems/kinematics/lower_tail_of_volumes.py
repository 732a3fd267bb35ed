r"""**Lower tail of the intrinsic volumes**: P(V <= m) <= exp(-b chi(h/b)/2) and exp(-delta chi(-h/delta)/2).

h = delta - m, b = d - delta, chi(u) = (1+u) log(1+u) - u, for 0 < m < delta. Both are at most exp(-(h^2/4)/(s + h/3))
with s = b and s = delta. P(V <= m) is written 1 - t_{m+1}. Not sharp.
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


def chi(u: sp.Expr) -> sp.Expr:
    """(1+u) log(1+u) - u."""
    return (1 + u) * sp.log(1 + u) - u


sharp = (sp.exp(-(size - mean) * chi(h / (size - mean)) / 2), sp.exp(-(mean) * chi(-h / (mean)) / 2))
bounds = tuple(sp.exp(-(h**2) / 4 / (s + h / 3)) for s in (mean, size - mean))

THEOREM = Theorem(
    name="lower_tail_of_volumes",
    title="Lower tail of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K of R^d that is no subspace and 0 < m < delta, P(V <= m) with "
    "h = delta - m and b = d - delta is at most exp(-b chi(h/b)/2), exp(-delta chi(-h/delta)/2), and "
    "exp(-(h^2/4)/(s + h/3)) both for s = delta and for s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(0, "<", m), Relation(m, "<", mean)],
        then=[Relation(1 - tail, "<=", bound) for bound in (*sharp, *bounds)],
    ),
    source=Source("mccoy_tropp_2014", "Theorem 4.8 and Corollary 4.10"),
    provenance="derived",
)
