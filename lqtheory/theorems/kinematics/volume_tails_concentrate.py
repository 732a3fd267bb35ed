r"""**Concentration of the intrinsic volumes**: P(V >= m) is at most the sharpened Chernoff bound at m - delta.

exp(-max{delta chi(h/delta), b chi(-h/b)}/2), h = m - delta >= 0, b = d - delta, chi(u) = (1+u) log(1+u) - u;
1 for m < delta.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity

D = Domain(
    K=CONE,
    m=Integer(0, typical=(0, 14)),
)
K, m = D.symbols
tail, bound = (volume_quantity(name)(K, m) for name in ("cone_tail", "cone_tail_bound"))

THEOREM = Theorem(
    name="volume_tails_concentrate",
    title="Concentration of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K that is no subspace and every m >= 0, P(V >= m) is at most the sharpened "
    "Chernoff bound.",
    domain=D,
    claim=AtMost(tail, bound),
    source=Source("mccoy_tropp_2014", "Theorem 4.8"),
)
