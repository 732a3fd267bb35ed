r"""**Variance of the intrinsic volumes**: Var V <= 2 min(delta, d - delta).

Var V = Var |P g|^2 - 2 delta, and Poincare bounds the first term by 4 delta; the polar cone gives the other half.
Nearly sharp for narrow circular cones.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=CONE)
(K,) = D.symbols
mean, variance, size = (volume_quantity(f"cone_{name}")(K) for name in ("mean", "variance", "dimension"))

THEOREM = Theorem(
    name="volume_variance_bound",
    title="Variance of intrinsic volumes",
    id="geom.iv.variance",
    statement="For every cone K that is no subspace, the variance of its intrinsic volumes is at most 2 delta and at "
    "most 2 (d - delta).",
    domain=D,
    claim=Claim(then=[Relation(variance, "<=", 2 * mean), Relation(variance, "<=", 2 * (size - mean))]),
    source=Source("mccoy_tropp_2014", "Theorem 4.5"),
)
