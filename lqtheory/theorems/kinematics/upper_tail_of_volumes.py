r"""**Upper tail of the intrinsic volumes**: P(V >= m) <= exp(-delta chi(h/delta)/2) and exp(-b chi(-h/b)/2).

h = m - delta, b = d - delta, chi(u) = (1+u) log(1+u) - u, for delta < m < d. Both are at most exp(-(h^2/4)/(s + h/3))
with s = delta and s = b. With the ends, as one function of m: :mod:`volume_tails_concentrate`. Not sharp.
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


def chi(u: sp.Expr) -> sp.Expr:
    """(1+u) log(1+u) - u."""
    return (1 + u) * sp.log(1 + u) - u


sharp = (sp.exp(-(mean) * chi(h / (mean)) / 2), sp.exp(-(size - mean) * chi(-h / (size - mean)) / 2))
bounds = tuple(sp.exp(-(h**2) / 4 / (s + h / 3)) for s in (mean, size - mean))

THEOREM = Theorem(
    name="upper_tail_of_volumes",
    title="Upper tail of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K of R^d that is no subspace and delta < m < d, P(V >= m) with "
    "h = m - delta and b = d - delta is at most exp(-delta chi(h/delta)/2), exp(-b chi(-h/b)/2), and "
    "exp(-(h^2/4)/(s + h/3)) both for s = delta and for s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(mean, "<", m), Relation(m, "<", size)],
        then=[Relation(tail, "<=", bound) for bound in (*sharp, *bounds)],
    ),
    source=Source("mccoy_tropp_2014", "Theorem 4.8 and Corollary 4.10"),
    provenance="derived",
)
